package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import java.util.Set;

/** What a function takes in one place. */
enum Parameter {
    TEXT("STRING", Set.of(ColumnType.STRING)),
    WHOLE("LONG", Set.of(ColumnType.INTEGER, ColumnType.LONG)),
    NUMBER("number", Set.of(ColumnType.INTEGER, ColumnType.LONG, ColumnType.DOUBLE)),
    DATE("LOCAL_DATE", Set.of(ColumnType.LOCAL_DATE)),
    TIME("LOCAL_TIME", Set.of(ColumnType.LOCAL_TIME)),
    DATE_TIME("LOCAL_DATE_TIME", Set.of(ColumnType.LOCAL_DATE_TIME)),
    INSTANT("INSTANT", Set.of(ColumnType.INSTANT)),
    ANY("any", Set.of(ColumnType.values()));

    private final String shown;
    private final Set<ColumnType> types;

    Parameter(String shown, Set<ColumnType> types) {
        this.shown = shown;
        this.types = types;
    }

    String shown() {
        return shown;
    }

    boolean takes(ColumnType type) {
        return types.contains(type);
    }
}
