package io.framewright.query.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnData;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import io.framewright.serialize.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A directory with files to load, and short ways to do so. */
final class Loading {
    private final Path root;
    private final Databases databases;
    private final KeyedRows keys;

    Loading(Path root) {
        this(root, Databases.none(), new KeyedRowsInMemory());
    }

    private Loading(Path root, Databases databases, KeyedRows keys) {
        this.root = root;
        this.databases = databases;
        this.keys = keys;
    }

    Loading with(Databases allowed) {
        return new Loading(root, allowed, keys);
    }

    LoadContext context() {
        return context(DataLimits.defaults());
    }

    LoadContext context(DataLimits limits) {
        return new LoadContext(DataRoots.of(List.of(root)), databases, keys, limits, WorkMonitor.NONE);
    }

    SaveContext saveContext() {
        return new SaveContext(DataRoots.of(List.of(root)), databases, keys, WorkMonitor.NONE);
    }

    Path file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] content) {
        try {
            return Files.write(root.resolve(name), content);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static byte[] gzip(byte[] content) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(content);
            }
            return bytes.toByteArray();
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    static Source source(String json) {
        try {
            return right(Source.parse(Json.mapper().readTree(json.replace('\'', '"')), "source"));
        } catch (IOException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    Either<Failure, Frame> tryLoad(String source) {
        return source(source).load(context());
    }

    Frame load(String source) {
        return right(tryLoad(source));
    }

    /** Loads {@code data.csv} of this content with default options. */
    Frame csv(String content) {
        file("data.csv", content);
        return load("{'type': 'csv', 'path': 'data.csv'}");
    }

    Failure csvFailure(String content) {
        file("data.csv", content);
        return left(tryLoad("{'type': 'csv', 'path': 'data.csv'}"));
    }

    Frame json(String content) {
        file("data.json", content);
        return load("{'type': 'json', 'path': 'data.json'}");
    }

    Failure jsonFailure(String content) {
        file("data.json", content);
        return left(tryLoad("{'type': 'json', 'path': 'data.json'}"));
    }

    static <R> R right(Either<Failure, R> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError("failed: " + failure);
                },
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> value);
    }

    static Failure left(Either<Failure, ?> either) {
        return either.fold(
                failure -> failure,
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> {
                    throw new AssertionError("succeeded: " + value);
                });
    }

    static void assertCode(Failure failure, FailureCode code) {
        assertThat(failure.code()).as(failure.message()).isEqualTo(code.name());
    }

    /** Name and type of each column. */
    static List<String> columns(Frame frame) {
        return frame.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    /** A column's values, null where missing. */
    static List<@Nullable Object> values(Frame frame, String column) {
        ColumnData data = frame.column(column).orElseThrow().data();
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < data.size(); row++) {
            values.add(data.get(row));
        }
        return values;
    }
}
