package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.net.AskedRows.Rows;
import io.framewright.query.source.ArrowMessage;
import io.framewright.query.source.ArrowMessages;
import java.io.InputStream;

/** Rows as what Flight sends of them, counted. Not thread-safe. */
final class FlightRows implements FlightSending.Messages {
    private final ArrowMessages messages;
    private final FlightReaders.Reader reader;
    private final Metrics metrics;

    FlightRows(RowsQuestion question, Rows rows, FlightReaders.Reader reader, Metrics metrics) {
        FlightInfos.Part part = FlightInfos.Part.of(question, rows.frame());
        this.messages = ArrowMessages.of(rows.frame(), part.from(), part.to());
        this.reader = reader;
        this.metrics = metrics;
    }

    @Override
    public boolean hasNext() {
        return messages.hasNext();
    }

    @Override
    public Either<Failure, InputStream> next() {
        reader.takes();
        return messages.next()
                .filterOrElse(
                        FlightMessage::fits,
                        tooLarge -> Failure.of(
                                FailureCode.MEMORY_LIMIT,
                                "The different texts of a column take more than a message of gRPC can hold, 2 GiB; ask"
                                        + " for fewer rows or columns."))
                .peek(this::count)
                .map(FlightMessage::new);
    }

    private void count(ArrowMessage message) {
        metrics.flightSent(message.rows(), message.metadataLength() + message.bodyLength());
    }
}
