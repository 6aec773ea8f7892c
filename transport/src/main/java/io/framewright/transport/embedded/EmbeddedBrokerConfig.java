package io.framewright.transport.embedded;

/**
 * How the in-process AMQP broker is started.
 *
 * @param port the loopback port to listen on; 0 for any free one
 * @param maxChannels the largest number of channels one connection may open
 */
public record EmbeddedBrokerConfig(int port, int maxChannels) {
    /** A free port, and as many channels as AMQP can number. */
    public static EmbeddedBrokerConfig defaults() {
        return new EmbeddedBrokerConfig(0, 65_535);
    }

    /** The same, listening on {@code other}. */
    public EmbeddedBrokerConfig withPort(int other) {
        return new EmbeddedBrokerConfig(other, maxChannels);
    }
}
