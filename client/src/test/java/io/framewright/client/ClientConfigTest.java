package io.framewright.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientConfigTest {
    private static final ClientConfig CONFIG =
            ClientConfig.of(URI.create("amqp://ann:secret@broker:5672/%2F"), URI.create("redis://:hidden@store:6379"));

    @Test
    void textTellsWhereButNotWithWhichPassword() {
        assertThat(CONFIG.toString())
                .contains("amqp://ann:***@broker:5672/%2F", "redis://:***@store:6379")
                .doesNotContain("secret", "hidden");
    }

    @Test
    void timeoutsArePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withCallTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> CONFIG.withConnectTimeout(Duration.ofSeconds(-1)));
    }
}
