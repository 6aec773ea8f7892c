package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnNames;
import io.framewright.frame.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns an operation names. */
final class Chosen {
    private Chosen() {}

    /** These columns, or COLUMN_NOT_FOUND for the first that is not there. */
    static Either<Failure, List<Column>> columns(Frame frame, List<String> names) {
        Either<Failure, List<Column>> chosen = Either.right(new ArrayList<>());
        for (String name : names) {
            chosen = chosen.flatMap(before -> frame.find(name).map(column -> {
                before.add(column);
                return before;
            }));
        }
        return chosen;
    }

    /** The values of these columns, or of all if none is named. */
    static Either<Failure, List<ColumnData>> dataOrAll(Frame frame, List<String> names) {
        return columns(frame, names.isEmpty() ? frame.columnNames() : names)
                .map(columns -> columns.stream().map(Column::data).toList());
    }

    /** COLUMN_EXISTS if a column of this name would stand beside one whose name differs in case only. */
    static Either<Failure, String> free(Frame frame, String name) {
        return frame.columnLike(name)
                .<Either<Failure, String>>map(there -> Either.left(ColumnNames.exists(name, there)))
                .orElseGet(() -> Either.right(name));
    }

    /** The frame with these columns, or COLUMN_EXISTS if two have names that are one name for Tablesaw. */
    static Either<Failure, Frame> distinctly(Frame frame, List<Column> columns) {
        Map<String, String> seen = new HashMap<>();
        for (Column column : columns) {
            String before = seen.put(column.name().toLowerCase(Locale.ROOT), column.name());
            if (before != null) {
                return Either.left(ColumnNames.exists(column.name(), before));
            }
        }
        return Either.right(frame.withColumns(columns));
    }
}
