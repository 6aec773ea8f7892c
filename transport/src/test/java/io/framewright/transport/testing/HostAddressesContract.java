package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.HostAddresses;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every {@link HostAddresses} keeps. */
public abstract class HostAddressesContract extends EventContract {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:8080");

    @Test
    void addressIsFoundUntilItIsWithdrawn() {
        HostAddresses addresses = ports.addresses();
        UUID manager = UUID.randomUUID();
        assertThat(right(addresses.find(manager))).isEmpty();
        assertThat(right(addresses.announce(manager, ADDRESS, Duration.ofMinutes(1))))
                .isTrue();
        assertThat(right(addresses.find(manager))).contains(ADDRESS);
        assertThat(right(addresses.withdraw(manager))).isTrue();
        assertThat(right(addresses.find(manager))).isEmpty();
        assertThat(right(addresses.withdraw(manager))).isFalse();
    }

    @Test
    void addressIsForgottenUnlessItIsWrittenDownAgain() {
        HostAddresses addresses = ports.addresses();
        UUID manager = UUID.randomUUID();
        right(addresses.announce(manager, ADDRESS, Duration.ofMillis(50)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> right(addresses.find(manager)).isEmpty());
    }
}
