package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.EntryStreams;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Into a stream of Redis: an entry a row, as saving into one writes them, and a batch at once. */
final class StreamPush implements PushSink {
    private final EntryStreams streams;
    private final PushDestination.Stream to;

    StreamPush(EntryStreams streams, PushDestination.Stream to) {
        this.streams = streams;
        this.to = to;
    }

    @Override
    public Either<Failure, Long> take(Batch batch) {
        return RowBytes.of(batch, RowForm.NDJSON).flatMap(bytes -> {
            List<Map<String, String>> entries = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(row -> Map.of(EntryStreams.ROW, row))
                    .toList();
            return streams.append(to.key(), entries).map(taken -> (long) bytes.length);
        });
    }
}
