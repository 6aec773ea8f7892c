package io.framewright.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedUriTest {
    @ParameterizedTest
    @CsvSource({
        "amqp://me:secret@host:5672/vh, amqp://me:***@host:5672/vh",
        "amqp://me:se:cr@et@host, amqp://me:***@host",
        "amqp://me:se/c?r#et@host, amqp://me:***@host",
        "redis://:secret@host:6379/2, redis://:***@host:6379/2",
        "redis://host:6379, redis://host:6379",
        "amqp://me@host, amqp://me@host",
        "rediss://host/0?password=secret, rediss://host/0",
        "no uri, no uri"
    })
    void thePasswordIsNotShown(String uri, String shown) {
        assertThat(RedactedUri.of(uri)).isEqualTo(shown);
    }
}
