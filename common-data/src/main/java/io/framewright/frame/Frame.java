package io.framewright.frame;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * An immutable data frame over Tablesaw columns. What changes a frame gives back a new one that shares the columns that
 * stay; a reader keeps the version it began with. Beside its columns it has views, training sets, what is said about
 * its columns (features), and its lineage: the steps that made it. Names of columns are different even where case is
 * ignored, as Tablesaw wants them. Thread-safe.
 */
public final class Frame {
    private static final Frame EMPTY = new Frame(List.of(), 0, Kept.NOTHING);

    private final List<Column> columns;
    private final Map<String, Integer> places;
    private final int rowCount;
    private final Kept kept;
    private volatile @Nullable Table table;

    private Frame(List<Column> columns, int rowCount, Kept kept) {
        this.columns = List.copyOf(columns);
        this.places = new HashMap<>();
        for (Column column : columns) {
            if (places.putIfAbsent(column.name(), places.size()) != null
                    || column.data().size() != rowCount) {
                throw new IllegalArgumentException("Column " + column.name() + " is there twice or has other rows");
            }
        }
        this.rowCount = rowCount;
        this.kept = kept;
    }

    /** A frame without columns. */
    public static Frame empty() {
        return EMPTY;
    }

    /**
     * A frame over a table that nobody changes any more; the values are not copied. SHORT becomes INTEGER and FLOAT
     * becomes DOUBLE. Throws {@link IllegalArgumentException} for column types that are not in {@link ColumnType}.
     */
    public static Frame of(Table table) {
        List<Column> columns =
                table.columns().stream().map(TablesawColumns::read).toList();
        Frame frame = ofColumns(columns);
        boolean same = table.columns().stream()
                .allMatch(column -> ColumnType.read(column.type().name())
                        .map(Enum::name)
                        .equals(Optional.of(column.type().name())));
        if (same) {
            frame.table = table;
        }
        return frame;
    }

    /** A frame of these columns, all of one length and of different names. */
    public static Frame ofColumns(List<Column> columns) {
        int rows = columns.isEmpty() ? 0 : columns.get(0).data().size();
        return new Frame(columns, rows, Kept.NOTHING);
    }

    /** An ordinary Tablesaw table over the same arrays: read it, never change it. */
    public Table table() {
        Table made = table;
        if (made == null) {
            made = Table.create(
                    "frame", columns.stream().map(TablesawColumns::write).toList());
            table = made;
        }
        return made;
    }

    public int rowCount() {
        return rowCount;
    }

    /** The columns with their values, in order. */
    public List<Column> data() {
        return columns;
    }

    /** The column of exactly this name. */
    public Optional<Column> column(String name) {
        Integer place = places.get(name);
        return place == null ? Optional.empty() : Optional.of(columns.get(place));
    }

    /** The column of exactly this name, or COLUMN_NOT_FOUND with the columns there are. */
    public Either<Failure, Column> find(String name) {
        return column(name)
                .<Either<Failure, Column>>map(Either::right)
                .orElseGet(() -> Either.left(ColumnNames.notFound(name, columnNames())));
    }

    /** The names of the columns, in order. */
    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** The schema: what is known of each column, in order. */
    public List<ColumnInfo> columns() {
        return columns.stream()
                .map(column -> new ColumnInfo(
                        column.name(), column.type(), column.data().missing(), feature(column.name())))
                .toList();
    }

    /** What is said about a column; {@link Feature#NONE} if nothing is. */
    public Feature feature(String column) {
        return kept.features().getOrDefault(column, Feature.NONE);
    }

    /** An estimate of the heap that the columns take, shared with other versions or not. */
    public long memoryBytes() {
        return columns.stream().mapToLong(column -> column.data().memoryBytes()).sum();
    }

    /** An estimate of the heap that each column takes, in their order. */
    public Map<String, Long> memoryBytesByColumn() {
        Map<String, Long> bytes = new LinkedHashMap<>();
        columns.forEach(column -> bytes.put(column.name(), column.data().memoryBytes()));
        return bytes;
    }

    /** The views by name, in the order they were made. */
    public Map<String, View> views() {
        return kept.views();
    }

    /** The load and modify steps that made this frame, oldest first; nobody changes them. */
    public List<JsonNode> lineage() {
        return kept.lineage();
    }

    /** This frame with one more step in its lineage. */
    public Frame withStep(JsonNode step) {
        List<JsonNode> more = new ArrayList<>(lineage());
        more.add(step);
        return withLineage(more);
    }

    /** This frame with another lineage. */
    public Frame withLineage(List<JsonNode> steps) {
        return beside(kept.withLineage(steps));
    }

    /** This frame with a view more, or with another one of this name. */
    public Frame withView(String name, View view) {
        return beside(kept.withView(name, view));
    }

    /** This frame without the view, if it has it. */
    public Frame withoutView(String name) {
        return beside(kept.withoutView(name));
    }

    /** What makes its training sets, by name, in the order they were made. */
    public Map<String, TrainingSetSpec> trainingSets() {
        return kept.trainingSets();
    }

    /** This frame with a training set more, or with another one of this name. */
    public Frame withTrainingSet(String name, TrainingSetSpec set) {
        return beside(kept.withTrainingSet(name, set));
    }

    /** This frame without the training set, if it has it. */
    public Frame withoutTrainingSet(String name) {
        return beside(kept.withoutTrainingSet(name));
    }

    /** This frame with these said about these columns instead of what was. */
    public Frame withFeatures(Map<String, Feature> said) {
        return beside(kept.withFeatures(said));
    }

    /**
     * The next version: other columns, the same views, training sets and lineage. What is said about a column stays
     * with its name, as long as the column stays.
     */
    public Frame withColumns(List<Column> next) {
        int rows = next.isEmpty() ? 0 : next.get(0).data().size();
        return new Frame(next, rows, kept.about(next));
    }

    /** This frame with this column at the place of the one of the same name, or as its last. */
    public Frame withColumn(Column column) {
        List<Column> next = new ArrayList<>(columns);
        Integer place = places.get(column.name());
        if (place == null) {
            next.add(column);
        } else {
            next.set(place, column);
        }
        return withColumns(next);
    }

    /** The first {@code count} of these rows, in their order. */
    public Frame take(int[] rows, int count) {
        return withColumns(columns.stream()
                .map(column -> new Column(column.name(), column.data().take(rows, count)))
                .toList());
    }

    /** At most {@code count} rows from {@code offset} on; none if it lies behind the last row. */
    public Frame slice(long offset, long count) {
        int from = (int) Math.min(Math.max(0, offset), rowCount);
        int to = from + (int) Math.min(Math.max(0, count), rowCount - from);
        if (from == 0 && to == rowCount) {
            return this;
        }
        return withColumns(columns.stream()
                .map(column -> new Column(column.name(), column.data().slice(from, to)))
                .toList());
    }

    /**
     * The rows as dictionaries: the values by column, in the order of the columns, as {@link ColumnData#get} has them;
     * null where one is missing. Neither the list nor its rows can be changed. A row is made each time it is asked for:
     * for a few of them, not for kernels.
     */
    public List<Map<String, @Nullable Object>> rows() {
        return rows(0, rowCount);
    }

    /** The same of at most {@code count} rows from {@code offset} on; none if it lies behind the last row. */
    public List<Map<String, @Nullable Object>> rows(long offset, long count) {
        return FrameRows.of(this, offset, count);
    }

    /** This frame with these columns only, in this order, each once; or COLUMN_NOT_FOUND. */
    public Either<Failure, Frame> keeping(Collection<String> names) {
        Either<Failure, List<Column>> kept = Either.right(new ArrayList<>());
        for (String name : new LinkedHashSet<>(names)) {
            kept = kept.flatMap(before -> find(name).map(column -> {
                before.add(column);
                return before;
            }));
        }
        return kept.map(this::withColumns);
    }

    /** This frame without these columns; or COLUMN_NOT_FOUND. */
    public Either<Failure, Frame> excluding(Collection<String> names) {
        return keeping(names)
                .map(excluded -> withColumns(columns.stream()
                        .filter(column -> excluded.column(column.name()).isEmpty())
                        .toList()));
    }

    /** The last {@code maxRows} rows: what a stream's window keeps. */
    public Frame window(int maxRows) {
        return slice((long) rowCount - maxRows, maxRows);
    }

    /**
     * This frame with the rows of another below it. Columns are matched by name; where one side has no such column, its
     * rows are missing there. Types are widened from INTEGER over LONG to DOUBLE, and from LOCAL_DATE to
     * LOCAL_DATE_TIME; a column without any value takes the other's type. Any other difference is TYPE_MISMATCH, and
     * nothing is appended: a stream must not turn a column of numbers into texts by one bad row.
     */
    public Either<Failure, Frame> append(Frame below) {
        return Appending.append(this, below);
    }

    /** The name of a column that differs from this one in case only, if there is one. */
    public Optional<String> columnLike(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return columns.stream()
                .map(Column::name)
                .filter(other ->
                        !other.equals(name) && other.toLowerCase(Locale.ROOT).equals(lower))
                .findFirst();
    }

    private Frame beside(Kept other) {
        Frame same = new Frame(columns, rowCount, other);
        same.table = table;
        return same;
    }
}
