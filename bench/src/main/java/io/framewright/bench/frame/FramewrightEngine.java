package io.framewright.bench.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.query.FrameLookup;
import io.framewright.query.Operation;
import io.framewright.query.Pipeline;
import io.framewright.query.WorkMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Ours, at the public API: operations are read from JSON and applied to a frame. */
final class FramewrightEngine implements Engine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DbBenchmark data;
    private final Optional<Path> directory;
    private final Map<String, Frame> frames = new HashMap<>();

    /** Loads from the CSV files in the directory; without one, makes frames directly. */
    FramewrightEngine(DbBenchmark data, Optional<Path> directory) {
        this.data = data;
        this.directory = directory;
    }

    @Override
    public String name() {
        return "Framewright";
    }

    @Override
    public String version() {
        return "this build";
    }

    @Override
    public void load(String table) throws IOException {
        frames.put(
                table,
                directory.isPresent()
                        ? FileLoad.load(FileFormat.CSV, data.file(directory.get(), table))
                        : data.table(table).frame());
    }

    @Override
    public void drop(String table) {
        frames.remove(table);
    }

    @Override
    public Either<String, Answer> ask(Question question) throws IOException, SQLException {
        if (question.isLoad()) {
            if (directory.isEmpty()) {
                return Either.left("needs --data");
            }
            Path file = question.file()
                    .file(data, directory.get(), question.tables().get(0));
            long began = System.nanoTime();
            Frame loaded = FileLoad.load(question.file(), file);
            return Either.right(answer(question, loaded, System.nanoTime() - began));
        }
        JsonNode operations = JSON.readTree(question.asked().operations());
        long began = System.nanoTime();
        Either<Failure, Frame> made = apply(question, operations);
        long nanos = System.nanoTime() - began;
        return made.mapLeft(FramewrightEngine::why).map(frame -> answer(question, frame, nanos));
    }

    private Either<Failure, Frame> apply(Question question, JsonNode json) {
        Frame frame = frame(question.tables().get(0));
        FrameLookup others = name -> Either.right(frame(name));
        return Operation.parse(json).flatMap(operations -> Pipeline.apply(frame, operations, others, WorkMonitor.NONE));
    }

    private Frame frame(String table) {
        Frame frame = frames.get(table);
        if (frame == null) {
            throw new IllegalStateException(table + " is not loaded");
        }
        return frame;
    }

    private static String why(Failure failure) {
        if (failure.is(FailureCode.OPERATION_UNSUPPORTED)) {
            return "not there";
        }
        throw new IllegalStateException(failure.code() + ": " + failure.message());
    }

    private static Answer answer(Question question, Frame frame, long nanos) {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (String column : question.checked().sums()) {
            sums.put(column, sum(column(frame, column), row -> 1));
        }
        question.checked()
                .ordered()
                .ifPresent(column -> sums.put(Answer.ORDER, sum(column(frame, column), row -> row + 1.0)));
        return new Answer(nanos / 1e6, frame.rowCount(), sums);
    }

    private static ColumnData column(Frame frame, String name) {
        return frame.column(name)
                .orElseThrow(() -> new IllegalStateException(
                        "The answer has no column " + name + "; it has " + frame.columnNames()))
                .data();
    }

    private static double sum(ColumnData data, IntToDoubleFunction weight) {
        IntToDoubleFunction value = switch (data.type()) {
            case INTEGER -> row -> ((IntData) data).values()[row];
            case LONG -> row -> ((LongData) data).values()[row];
            case DOUBLE -> row -> ((DoubleData) data).values()[row];
            default -> throw new IllegalStateException("There is no sum of " + data.type());
        };
        double sum = 0;
        for (int row = 0; row < data.size(); row++) {
            if (!data.isMissing(row)) {
                sum += value.applyAsDouble(row) * weight.applyAsDouble(row);
            }
        }
        return sum;
    }
}
