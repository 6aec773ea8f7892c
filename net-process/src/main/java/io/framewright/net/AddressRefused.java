package io.framewright.net;

import io.framewright.event.Failure;
import java.io.IOException;

/** Carries a failure through the client of HTTP: the name leads to an address that nobody has allowed. */
final class AddressRefused extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    AddressRefused(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
