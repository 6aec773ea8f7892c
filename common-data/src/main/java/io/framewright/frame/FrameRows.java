package io.framewright.frame;

import java.util.AbstractList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Rows of a frame as dictionaries, each made when it is asked for. */
final class FrameRows extends AbstractList<Map<String, @Nullable Object>> implements RandomAccess {
    private final List<Column> columns;
    private final int from;
    private final int size;

    private FrameRows(List<Column> columns, int from, int size) {
        this.columns = columns;
        this.from = from;
        this.size = size;
    }

    static List<Map<String, @Nullable Object>> of(Frame frame, long offset, long count) {
        int from = (int) Math.min(Math.max(0, offset), frame.rowCount());
        return new FrameRows(frame.data(), from, (int) Math.min(Math.max(0, count), frame.rowCount() - from));
    }

    @Override
    public Map<String, @Nullable Object> get(int index) {
        int row = from + Objects.checkIndex(index, size);
        Map<String, @Nullable Object> cells = new LinkedHashMap<>(columns.size() * 2);
        for (Column column : columns) {
            cells.put(column.name(), column.data().get(row));
        }
        return Collections.unmodifiableMap(cells);
    }

    @Override
    public int size() {
        return size;
    }
}
