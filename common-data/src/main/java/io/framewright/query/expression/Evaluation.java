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
import io.framewright.query.RowChunks;
import io.framewright.query.Selection;
import io.framewright.query.WorkMonitor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * An expression whose types were checked against a frame, ready to be run over its rows. Running it cannot fail but by
 * being cancelled. Immutable and thread-safe.
 */
public final class Evaluation {
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

    /** Whether a row misses none of the values of these columns, one at least. */
    public static Evaluation present(List<ColumnData> columns) {
        List<Kernel<byte[]>> present = columns.stream()
                .map(column -> LogicKernels.not(LiteralKernels.isMissing(column)))
                .toList();
        return new Evaluation(LogicKernels.and(present), columns.get(0).size());
    }

    /** The type of its values. */
    public ColumnType type() {
        return kernel.type();
    }

    /** The values of all rows. Left: COMMAND_CANCELLED. */
    public Either<Failure, ColumnData> values(WorkMonitor monitor) {
        return values(monitor, Long.MAX_VALUE);
    }

    /** The same; MEMORY_LIMIT if they are texts that take more bytes, of which nobody knows before they are made. */
    public Either<Failure, ColumnData> values(WorkMonitor monitor, long maxBytes) {
        return values(RowChunks.of(monitor), maxBytes);
    }

    Either<Failure, ColumnData> values(RowChunks chunks) {
        return values(chunks, Long.MAX_VALUE);
    }

    private Either<Failure, ColumnData> values(RowChunks chunks, long maxBytes) {
        ColumnData whole = kernel.whole();
        return whole != null ? Either.right(whole) : collect(kernel, chunks, maxBytes);
    }

    private <A> Either<Failure, ColumnData> collect(Kernel<A> typed, RowChunks chunks, long maxBytes) {
        if (typed.kind() == Kind.TEXTS) {
            return texts(Kernels.texts(typed), chunks, maxBytes);
        }
        A all = typed.kind().array(rows);
        return overChunks(chunks, (part, from, to) -> {
                    Chunk chunk = new Chunk();
                    for (int start = from; start < to; start += Chunk.SIZE) {
                        A values = typed.values(chunk.at(start, to));
                        typed.kind().copy(values, 0, all, start, chunk.count);
                        typed.give(chunk, values);
                    }
                })
                .map(done -> column(typed.type(), all));
    }

    /** One core's work: equal texts get one code, in the order in which they are met. */
    private Either<Failure, ColumnData> texts(Kernel<@Nullable String[]> texts, RowChunks chunks, long maxBytes) {
        TextCollector collector = new TextCollector(rows);
        Chunk chunk = new Chunk();
        for (int from = 0; from < rows; from += chunks.size()) {
            int first = from;
            int to = from + Math.min(chunks.size(), rows - from);
            boolean done = chunks.parts(1, part -> {
                for (int start = first; start < to && collector.bytes() <= maxBytes; start += Chunk.SIZE) {
                    @Nullable String[] values = texts.values(chunk.at(start, to));
                    collector.add(values, chunk.count);
                    texts.give(chunk, values);
                }
            });
            if (!done) {
                return cancelled();
            }
            if (collector.bytes() > maxBytes) {
                return Either.left(tooLong(to, collector.bytes(), maxBytes));
            }
        }
        return Either.right(collector.column());
    }

    private static Failure tooLong(int rows, long bytes, long maxBytes) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("rowCount", rows);
        detail.put("bytes", bytes);
        detail.put("maxFrameBytes", maxBytes);
        return Failure.of(
                FailureCode.MEMORY_LIMIT,
                "The texts of the first " + rows + " rows or fewer take about " + bytes + " bytes already; at most "
                        + maxBytes + " may be. Make shorter texts, or of fewer rows.",
                detail);
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
    public Either<Failure, Selection> selection(RowChunks chunks) {
        RowTest condition = Kernel.rows(Kernels.logic(kernel));
        int[][] selected = new int[chunks.count(rows)][];
        // As many as threads work; an array a chunk would be as much to fill with zeros as there are rows.
        Queue<int[]> free = new ConcurrentLinkedQueue<>();
        return overChunks(chunks, (part, from, to) -> {
                    int[] buffer = Objects.requireNonNullElseGet(free.poll(), () -> new int[chunks.size()]);
                    int size = 0;
                    Chunk chunk = new Chunk();
                    for (int start = from; start < to; start += Chunk.SIZE) {
                        size = condition.pick(chunk.at(start, to), buffer, size);
                    }
                    selected[part] = Arrays.copyOf(buffer, size);
                    free.add(buffer);
                })
                .map(done -> new Selection(selected));
    }

    private Either<Failure, Integer> overChunks(RowChunks chunks, RowChunks.Body body) {
        return chunks.over(rows, body) ? Either.right(rows) : cancelled();
    }

    private static <T> Either<Failure, T> cancelled() {
        return Either.left(Failure.of(FailureCode.COMMAND_CANCELLED, "The command was cancelled while it computed."));
    }
}
