package io.framewright.query.expression;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import io.framewright.query.WorkMonitor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An expression whose types were checked against a frame, ready to be run over its rows. Running it cannot fail but by
 * being cancelled. Immutable and thread-safe.
 */
public final class Evaluation {
    private static final int CHUNKS_BETWEEN_LOOKS = 32;

    private final Kernel<?> kernel;
    private final int rows;

    private Evaluation(Kernel<?> kernel, int rows) {
        this.kernel = kernel;
        this.rows = rows;
    }

    /**
     * Checks an expression against the columns of a frame. Left: COLUMN_NOT_FOUND, TYPE_MISMATCH, or EXPRESSION_INVALID
     * for a function or constant that is none, each with {@code position}.
     */
    public static Either<Failure, Evaluation> of(Expression expression, Frame frame) {
        try {
            return Either.right(new Evaluation(Compiler.compile(expression, frame), frame.rowCount()));
        } catch (Invalid invalid) {
            return Either.left(invalid.failure());
        }
    }

    /** The same, for an expression that must be a condition. */
    public static Either<Failure, Evaluation> condition(Expression expression, Frame frame) {
        return of(expression, frame)
                .flatMap(evaluation -> evaluation.type() == ColumnType.BOOLEAN
                        ? Either.right(evaluation)
                        : Either.left(Mismatch.of(
                                        expression.at(),
                                        "The condition",
                                        "BOOLEAN, such as delay > 10",
                                        evaluation.type())
                                .failure()));
    }

    /**
     * The values of a column as those of another type; what has no counterpart there is missing. Left: TYPE_MISMATCH if
     * no value of the one type has one in the other.
     */
    public static Either<Failure, Evaluation> cast(Column column, ColumnType to) {
        Kernel<?> cast = Casts.cast(ColumnKernels.of(column.data()), to);
        if (cast == null) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("column", column.name());
            detail.put("from", column.type().name());
            detail.put("to", to.name());
            return Either.left(Failure.of(
                    FailureCode.TYPE_MISMATCH,
                    "Column " + column.name() + " is " + column.type() + ", which cannot be transformed to " + to + ".",
                    detail));
        }
        if (column.data() instanceof TextData texts && ColumnKernels.repeats(texts)) {
            Kernel<?> perWord = Casts.cast(ColumnKernels.of(ColumnKernels.words(texts)), to);
            return Either.right(
                    new Evaluation(ColumnKernels.byWord(texts, Objects.requireNonNull(perWord)), texts.size()));
        }
        return Either.right(new Evaluation(cast, column.data().size()));
    }

    /** The type of its values. */
    public ColumnType type() {
        return kernel.type();
    }

    /** The values of all rows. Left: COMMAND_CANCELLED. */
    public Either<Failure, ColumnData> values(WorkMonitor monitor) {
        ColumnData whole = kernel.whole();
        return whole != null ? Either.right(whole) : collect(kernel, monitor);
    }

    private <A> Either<Failure, ColumnData> collect(Kernel<A> typed, WorkMonitor monitor) {
        if (typed.kind() == Kind.TEXTS) {
            Kernel<@Nullable String[]> texts = Kernels.texts(typed);
            TextCollector collector = new TextCollector(rows);
            Chunk chunk = new Chunk();
            return overChunks(chunk, monitor, start -> {
                        @Nullable String[] values = texts.values(chunk);
                        collector.add(values, chunk.count);
                        texts.give(chunk, values);
                    })
                    .map(done -> collector.column());
        }
        A all = typed.kind().array(rows);
        Chunk chunk = new Chunk();
        return overChunks(chunk, monitor, start -> {
                    A values = typed.values(chunk);
                    typed.kind().copy(values, 0, all, start, chunk.count);
                    typed.give(chunk, values);
                })
                .map(done -> column(typed.type(), all));
    }

    private static ColumnData column(ColumnType type, Object values) {
        if (values instanceof double[] doubles) {
            return DoubleData.of(doubles);
        }
        if (values instanceof byte[] truths) {
            return BooleanData.of(truths);
        }
        long[] longs = (long[]) values;
        return switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME -> narrowed(type, longs);
            default -> LongData.of(type, longs);
        };
    }

    /** The least int stands for missing: if it is a value here, the column is LONG. */
    private static ColumnData narrowed(ColumnType type, long[] longs) {
        int[] ints = new int[longs.length];
        for (int row = 0; row < ints.length; row++) {
            if (longs[row] == LongData.MISSING) {
                ints[row] = IntData.MISSING;
            } else if (longs[row] > Integer.MIN_VALUE && longs[row] <= Integer.MAX_VALUE) {
                ints[row] = (int) longs[row];
            } else {
                return LongData.of(ColumnType.LONG, longs);
            }
        }
        return IntData.of(type, ints);
    }

    /** The rows for which the condition is true, in order. Left: COMMAND_CANCELLED. */
    public Either<Failure, int[]> selection(WorkMonitor monitor) {
        Kernel<byte[]> condition = Kernels.logic(kernel);
        Selected selected = new Selected();
        Chunk chunk = new Chunk();
        return overChunks(chunk, monitor, start -> {
                    byte[] values = condition.values(chunk);
                    selected.add(values, start, chunk.count);
                    condition.give(chunk, values);
                })
                .map(done -> selected.rows());
    }

    private Either<Failure, Integer> overChunks(Chunk chunk, WorkMonitor monitor, IntConsumer work) {
        int looks = 0;
        for (int start = 0; start < rows; start += Chunk.SIZE) {
            if (looks++ % CHUNKS_BETWEEN_LOOKS == 0) {
                if (monitor.cancelled()) {
                    return Either.left(
                            Failure.of(FailureCode.COMMAND_CANCELLED, "The command was cancelled while it computed."));
                }
                monitor.progress(start, rows, "rows");
            }
            chunk.at(start, rows);
            work.accept(start);
        }
        return Either.right(rows);
    }

    /** Row numbers, as many as it takes. */
    private static final class Selected {
        private int[] rows = new int[Chunk.SIZE];
        private int size;

        void add(byte[] values, int start, int count) {
            if (size + count > rows.length) {
                rows = Arrays.copyOf(rows, Math.max(size + count, rows.length + (rows.length >> 1)));
            }
            for (int i = 0; i < count; i++) {
                rows[size] = start + i;
                size += values[i] == 1 ? 1 : 0;
            }
        }

        int[] rows() {
            return Arrays.copyOf(rows, size);
        }
    }
}
