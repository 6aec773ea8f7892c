package io.framewright.either;

import java.util.concurrent.CompletionException;

/** The end of a Pending whose continuation threw. */
record Broken(Throwable cause) {
    CompletionException asException() {
        return new CompletionException("a function that continued this Pending threw " + cause, cause);
    }
}
