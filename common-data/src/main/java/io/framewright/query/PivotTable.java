package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnNames;
import io.framewright.frame.Frame;
import io.framewright.serialize.CellText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spreads groups into a table.
 *
 * @param groups the keys of the rows, the column whose values become columns, and the cells, in this order
 * @param keys how many keys
 */
record PivotTable(Frame groups, int keys, RowChunks chunks) {
    /** A column for each of more values is seldom what is meant. */
    static final int MOST_COLUMNS = 1000;

    private static final String MISSING = "(missing)";
    private static final String EMPTY = "(empty)";

    /**
     * The table, or INVALID_COMMAND if it has too many columns, MEMORY_LIMIT, or COLUMN_EXISTS.
     *
     * @param wanted the columns to make; all if empty
     */
    Either<Failure, Frame> spread(List<String> wanted, long maxFrameBytes) {
        ColumnData heads = groups.data().get(keys).data();
        Numbering byHead = Numbering.of(List.of(heads), groups.rowCount(), chunks);
        if (wanted.isEmpty() && byHead.count() > MOST_COLUMNS) {
            return Either.left(tooMany(byHead.count()));
        }
        List<String> there = Arrays.stream(byHead.firstRow())
                .mapToObj(row -> name(heads, row))
                .toList();
        Set<String> seen = new HashSet<>();
        for (String name : there) {
            if (!seen.add(name) && (wanted.isEmpty() || wanted.contains(name))) {
                return Either.left(ColumnNames.exists(name, name));
            }
        }
        List<String> names = wanted.isEmpty() ? there : wanted;
        int[] placeOf = wanted.isEmpty() ? places(there.size()) : places(there, wanted);
        List<Column> rowKeys = groups.data().subList(0, keys);
        Numbering byRow = Numbering.of(rowKeys.stream().map(Column::data).toList(), groups.rowCount(), chunks);
        return fits(rowKeys, byRow.count(), names.size(), maxFrameBytes).flatMap(fit -> {
            RowList firsts = RowList.of(byRow.firstRow(), byRow.count());
            List<Column> columns = new ArrayList<>(Gather.columns(
                    rowKeys.stream()
                            .map(key -> new Gather.Pick(key.name(), key.data(), firsts))
                            .toList(),
                    chunks));
            ColumnData[] made = cells(byHead, byRow, placeOf, names.size());
            for (int place = 0; place < made.length; place++) {
                columns.add(new Column(names.get(place), made[place]));
            }
            return Chosen.distinctly(groups, columns);
        });
    }

    private static String name(ColumnData heads, int row) {
        @Nullable String text = CellText.of(heads, row);
        return text == null ? MISSING : text.isBlank() ? EMPTY : text;
    }

    private static int[] places(int count) {
        int[] places = new int[count];
        Arrays.setAll(places, place -> place);
        return places;
    }

    private static int[] places(List<String> there, List<String> wanted) {
        Map<String, Integer> placeOf = new HashMap<>();
        wanted.forEach(name -> placeOf.put(name, placeOf.size()));
        return there.stream().mapToInt(name -> placeOf.getOrDefault(name, -1)).toArray();
    }

    private Either<Failure, Boolean> fits(List<Column> rowKeys, int rows, int columns, long maxFrameBytes) {
        long width =
                (long) columns * ResultSize.width(groups.data().get(keys + 1).type());
        for (Column key : rowKeys) {
            width += ResultSize.width(key.type());
        }
        return ResultSize.check(
                "The pivoted frame", rows, width, maxFrameBytes, "Make fewer columns with names, or filter first.");
    }

    /** The cells by column; where no row is, a cell is missing. */
    private ColumnData[] cells(Numbering byHead, Numbering byRow, int[] placeOf, int columns) {
        int[] starts = new int[columns + 2];
        for (int head : byHead.ofRow()) {
            starts[placeOf[head] + 2]++;
        }
        // Groups of columns that are not wanted come first.
        for (int place = 1; place < starts.length; place++) {
            starts[place] += starts[place - 1];
        }
        int[] order = new int[groups.rowCount()];
        int[] next = starts.clone();
        for (int group = 0; group < order.length; group++) {
            order[next[placeOf[byHead.ofRow()[group]] + 1]++] = group;
        }
        ColumnData values = groups.data().get(keys + 1).data();
        ColumnData[] made = new ColumnData[columns];
        chunks.share(columns, (long) columns * byRow.count(), place -> {
            int[] cells = new int[byRow.count()];
            Arrays.fill(cells, -1);
            for (int i = starts[place + 1]; i < starts[place + 2]; i++) {
                cells[byRow.ofRow()[order[i]]] = order[i];
            }
            made[place] = values.takeOrMissing(cells, cells.length);
        });
        return made;
    }

    private Failure tooMany(int count) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", groups.data().get(keys).name());
        detail.put("distinct", count);
        detail.put("maxColumns", MOST_COLUMNS);
        return Failure.of(
                FailureCode.INVALID_COMMAND,
                "Column " + groups.data().get(keys).name() + " has " + count + " different values; at most "
                        + MOST_COLUMNS + " may become columns. Say which with names, or filter first.",
                detail);
    }
}
