package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.Subscription;

/** Where a frame's rows stream in from. */
sealed interface StreamSource permits AmqpRows, ChannelRows, CsvRows, RedisRows {
    /** For people, e.g. {@code amqp queue orders}. */
    String description();

    /** Begins to read into {@code stream}; the subscription ends it. */
    Either<Failure, Subscription> open(RowStream stream, Ports ports);
}
