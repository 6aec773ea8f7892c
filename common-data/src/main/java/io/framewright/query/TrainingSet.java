package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.TrainingSetSpec;
import io.framewright.frame.TrainingSetSpec.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a frame as numbers to learn from: columns that predict, and the one that is predicted. Texts become
 * columns of 0 and 1 or numbers of categories, false and true 0 and 1, a date its days since 1970-01-01, a time its
 * seconds of the day, a date with time or an instant its seconds since 1970-01-01T00:00 (UTC), and numbers stay what
 * they are. Everything that was fitted to the rows (categories, classes, means) can be asked for. The numbers
 * themselves are made when they are asked for, anew each time; an array belongs to the caller. Immutable and
 * thread-safe.
 */
public final class TrainingSet {
    private final TrainingSetSpec spec;
    private final EncodedPredictors predictors;
    private final Column responder;
    private final @Nullable Classes classes;
    private final int rowsLeftOut;
    private final long maxBytes;

    TrainingSet(
            TrainingSetSpec spec,
            EncodedPredictors predictors,
            Column responder,
            @Nullable Classes classes,
            int rowsLeftOut,
            long maxBytes) {
        this.spec = spec;
        this.predictors = predictors;
        this.responder = responder;
        this.classes = classes;
        this.rowsLeftOut = rowsLeftOut;
        this.maxBytes = maxBytes;
    }

    /**
     * Rows of numbers of which most are 0: those that are not, row by row, within a row by column.
     *
     * @param values those that are not 0
     * @param columns per value its column, from 0
     * @param rowStarts per row the place of its first value; at the end how many values there are
     */
    public record Sparse(double[] values, int[] columns, int[] rowStarts) {}

    /**
     * Fits a set to the rows of a frame, or of a view of it.
     *
     * @param others what the view may read; its {@link FrameLookup#maxFrameBytes()} holds for all that is made
     * @return or VIEW_NOT_FOUND; COLUMN_NOT_FOUND; TYPE_MISMATCH if the responder is no number, or no category;
     *     VALUE_MISSING if the policy refuses; INVALID_COMMAND for too many categories; MEMORY_LIMIT; COMMAND_CANCELLED
     */
    public static Either<Failure, TrainingSet> of(
            Frame frame, TrainingSetSpec spec, FrameLookup others, WorkMonitor monitor) {
        try {
            return new Fitting(spec, others, monitor).fit(frame);
        } catch (Watch.Cancelled cancelled) {
            return Either.left(cancelled.failure());
        }
    }

    /** The set of this name, fitted to this version of the frame; SET_NOT_FOUND names the sets there are. */
    public static Either<Failure, TrainingSet> read(Frame frame, String name, FrameLookup others, WorkMonitor monitor) {
        return find(frame, name)
                .flatMap(spec -> of(frame, spec, others, monitor))
                .mapLeft(failure -> failure.is(FailureCode.SET_NOT_FOUND) ? failure : failure.with("set", name));
    }

    static Either<Failure, TrainingSetSpec> find(Frame frame, String name) {
        TrainingSetSpec spec = frame.trainingSets().get(name);
        if (spec != null) {
            return Either.right(spec);
        }
        List<String> sets = List.copyOf(frame.trainingSets().keySet());
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("set", name);
        detail.put("sets", sets);
        String there = sets.isEmpty() ? "the frame has none" : "there are " + String.join(", ", sets);
        return Either.left(
                Failure.of(FailureCode.SET_NOT_FOUND, "There is no training set " + name + "; " + there + ".", detail));
    }

    /** What it was made by. */
    public TrainingSetSpec spec() {
        return spec;
    }

    /** How many rows it has. */
    public int rowCount() {
        return responder.data().size();
    }

    /** How many rows were left out because they miss a value. */
    public int rowsLeftOut() {
        return rowsLeftOut;
    }

    /** The names of the columns of numbers that predict, such as {@code delay} or {@code carrier=AA}; all different. */
    public List<String> predictorNames() {
        return predictors.names();
    }

    /** The texts of each predictor of texts, in the order of their columns or numbers; null, the last, is missing. */
    public Map<String, List<@Nullable String>> categories() {
        return predictors.categories();
    }

    /** What stands for missing values of predictors, by predictor; only where values are missing. */
    public Map<String, Double> means() {
        return predictors.means();
    }

    /** The classes by their labels, from the least to the greatest, as the column has them; none for a regression. */
    public List<Object> classes() {
        return classes == null ? List.of() : classes.values();
    }

    /** What is predicted, a number a row: of a classification the label. */
    public double[] responder() {
        double[] numbers = new double[rowCount()];
        IntToDoubleFunction at = classes == null ? NumberLine.at(responder.data()) : row -> classes.labels()[row];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = at.applyAsDouble(row);
        }
        return numbers;
    }

    /** The label of each row, an index into {@link #classes()}; empty for a regression. */
    public int[] labels() {
        return classes == null ? new int[0] : classes.labels().clone();
    }

    /** {@link #dense(WorkMonitor)}, watched by nobody. */
    public Either<Failure, double[][]> dense() {
        return dense(WorkMonitor.NONE);
    }

    /** Per row the numbers that predict, in the order of their names. Left: MEMORY_LIMIT, COMMAND_CANCELLED. */
    public Either<Failure, double[][]> dense(WorkMonitor monitor) {
        return made(predictors.denseBytesPerRow(), monitor, predictors::dense);
    }

    /** {@link #sparse(WorkMonitor)}, watched by nobody. */
    public Either<Failure, Sparse> sparse() {
        return sparse(WorkMonitor.NONE);
    }

    /** The same numbers without the zeros. Left: MEMORY_LIMIT, COMMAND_CANCELLED. */
    public Either<Failure, Sparse> sparse(WorkMonitor monitor) {
        return predictors.sparseFits()
                ? made(predictors.sparseBytesPerRow(), monitor, predictors::sparse)
                : Either.left(Failure.of(
                        FailureCode.MEMORY_LIMIT,
                        "The sparse form may have more numbers than an array can. Take fewer rows or predictors.",
                        "rowCount",
                        rowCount()));
    }

    /** {@link #frame(WorkMonitor)}, watched by nobody. */
    public Either<Failure, Frame> frame() {
        return frame(WorkMonitor.NONE);
    }

    /**
     * The numbers that predict as columns under their names, and the responder as the last: a number, or the label of a
     * class. {@link Frame#table()} makes a Tablesaw table of it. Left: MEMORY_LIMIT, COMMAND_CANCELLED.
     */
    public Either<Failure, Frame> frame(WorkMonitor monitor) {
        return made(predictors.columnBytesPerRow(), monitor, chunks -> {
            List<Column> columns = new ArrayList<>(predictors.columns(chunks));
            columns.add(
                    spec.kind() == Kind.REGRESSION || classes == null
                            ? responder
                            : new Column(responder.name(), IntData.of(ColumnType.INTEGER, classes.labels())));
            return Frame.ofColumns(Collections.unmodifiableList(columns));
        });
    }

    @FunctionalInterface
    private interface Making<T> {
        T make(RowChunks chunks);
    }

    private <T> Either<Failure, T> made(long bytesPerRow, WorkMonitor monitor, Making<T> making) {
        try {
            return ResultSize.check(
                            "The training set of " + predictors.names().size() + " columns",
                            rowCount(),
                            bytesPerRow,
                            maxBytes,
                            "Take fewer rows or categories, label encoding, or the sparse form.")
                    .map(fit -> making.make(RowChunks.of(monitor)));
        } catch (Watch.Cancelled cancelled) {
            return Either.left(cancelled.failure());
        }
    }
}
