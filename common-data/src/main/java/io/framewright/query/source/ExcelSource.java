package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import java.util.Map;
import java.util.Optional;

/**
 * A sheet of a workbook of Excel, {@code .xlsx} (docs/guide/sources.md). Immutable.
 *
 * @param path relative to the data roots
 * @param sheet its name; empty for the first
 * @param header whether the first row that is not blank names the columns
 * @param types column to type; inferred for all others
 */
public record ExcelSource(String path, Optional<String> sheet, boolean header, Map<String, ColumnType> types)
        implements Source {
    /** The name of this source in {@code type}. */
    static final String TYPE = "excel";

    public ExcelSource {
        types = Map.copyOf(types);
    }

    @Override
    public Either<Failure, Frame> load(LoadContext context) {
        return FileLoading.load(path, Optional.empty(), context, file -> ExcelReading.read(this, file, context));
    }
}
