package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Keys of a test. */
final class KeyedRowsInMemory implements KeyedRows {
    private final Map<String, List<Map<String, String>>> byKey = new HashMap<>();

    void put(String key, List<Map<String, String>> records) {
        byKey.put(key, records);
    }

    @Override
    public Either<Failure, Long> read(String key, Consumer<List<Map<String, String>>> page) {
        List<Map<String, String>> records = byKey.get(key);
        if (records == null) {
            return Either.left(Failure.of(FailureCode.STREAM_NOT_FOUND, "There is no key " + key + "."));
        }
        page.accept(records);
        return Either.right((long) records.size());
    }

    @Override
    public Either<Failure, Long> write(String key, Kind kind, boolean overwrite, int count, IntFunction<String> text) {
        List<String> texts = IntStream.range(0, count).mapToObj(text).toList();
        byKey.put(key, texts.stream().map(each -> Map.of(TEXT, each)).toList());
        return Either.right(texts.stream()
                .mapToLong(each -> each.getBytes(StandardCharsets.UTF_8).length)
                .sum());
    }
}
