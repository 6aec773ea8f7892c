package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of delimited text, gzip or not (docs/guide/sources.md). Immutable.
 *
 * @param path relative to the data roots
 * @param delimiter between cells; if empty, it is found out among {@code , ; tab |}
 * @param header whether the first row names the columns; if not, they are {@code column1}, {@code column2} …
 * @param encoding if empty, UTF-8, or what a byte order mark says
 * @param types per column its type, where it is not to be inferred
 * @param missing unquoted texts that stand for a missing value; if empty, the usual ones in columns that are not text
 * @param quote around cells; if empty, nothing is quoted
 */
public record CsvSource(
        String path,
        Optional<Character> delimiter,
        boolean header,
        Optional<Charset> encoding,
        Map<String, ColumnType> types,
        Optional<List<String>> missing,
        Optional<Character> quote)
        implements Source {
    /** The name of this source in {@code type}. */
    static final String TYPE = "csv";

    public CsvSource {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        missing = missing.map(List::copyOf);
    }

    @Override
    public Either<Failure, Frame> load(LoadContext context) {
        return FileLoading.load(path, encoding, context, file -> CsvReading.read(this, file, context.limits()));
    }
}
