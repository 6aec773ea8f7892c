package io.framewright.transport.testing;

/** Which brokers a test wants. */
public enum BrokerKind {
    /** The best there is: given by environment, else private real ones, else containers, else embedded. */
    ANY,
    /** The embedded ones, always there. */
    EMBEDDED,
    /** RabbitMQ and Redis proper; where there are none the test is skipped and says why. */
    REAL
}
