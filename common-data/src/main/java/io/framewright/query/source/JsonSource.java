package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file with an array of JSON objects, or with one object a line, gzip or not (docs/guide/sources.md). Immutable.
 *
 * @param path relative to the data roots
 * @param encoding if empty, UTF-8, or what a byte order mark says
 * @param types per column its type, where it is not to be inferred
 */
public record JsonSource(String path, Optional<Charset> encoding, Map<String, ColumnType> types) implements Source {
    /** The name of this source in {@code type}. */
    static final String TYPE = "json";

    public JsonSource {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    @Override
    public Either<Failure, Frame> load(LoadContext context) {
        return FileLoading.load(path, encoding, context, file -> JsonReading.readFile(types, file, context.limits()));
    }
}
