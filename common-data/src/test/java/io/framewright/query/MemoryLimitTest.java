package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import io.framewright.serialize.Json;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would not fit is refused before it starts, and the failure says what it was estimated to take. */
class MemoryLimitTest {
    private static final int ROWS = 10_000;

    /** 80 KB of whole numbers that are all different, as much of such of which one is missing, and a few texts. */
    private static final Frame FRAME = Frame.ofColumns(List.of(
            new Column(
                    "n",
                    LongData.of(
                            ColumnType.LONG,
                            LongStream.range(0, ROWS).map(i -> i * 1_000_003).toArray())),
            new Column(
                    "h",
                    LongData.of(
                            ColumnType.LONG,
                            LongStream.range(0, ROWS)
                                    .map(i -> i == 7 ? LongData.MISSING : i)
                                    .toArray())),
            new Column(
                    "s",
                    TextData.of(
                            IntStream.range(0, ROWS).mapToObj(i -> "t" + i % 7).toList()))));

    private static Either<Failure, Frame> apply(String operation, long maxFrameBytes) {
        try {
            return Operation.parse(Json.mapper().readTree("[" + operation.replace('\'', '"') + "]"))
                    .flatMap(operations -> Pipeline.apply(
                            FRAME, operations, FrameLookup.of(Frames.EMPTY, maxFrameBytes), WorkMonitor.NONE));
        } catch (JsonProcessingException wrongTest) {
            throw new IllegalArgumentException(operation, wrongTest);
        }
    }

    /** Each takes what it is refused with one byte less of. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op': 'derive', 'column': 'm', 'as': 'n + 1'}",
                "{'op': 'derive', 'column': 'm', 'as': 'n > 1'}",
                "{'op': 'transformType', 'column': 'n', 'type': 'DOUBLE'}",
                "{'op': 'rank', 'by': [{'column': 'n'}]}",
                "{'op': 'cumulate', 'column': 'n', 'function': 'max'}",
                "{'op': 'sort', 'by': [{'column': 'n', 'order': 'desc'}]}",
                "{'op': 'distinct'}",
                "{'op': 'fillMissing', 'column': 'h', 'value': 1}",
                "{'op': 'dropMissing'}",
                "{'op': 'groupBy', 'columns': ['n'], 'aggregates': [{'function': 'count', 'as': 'c'}]}",
            })
    void whatWouldNotFitIsRefusedWithTheEstimate(String operation) {
        long enough = least(operation);

        PipelineTest.right(apply(operation, enough));
        Failure failure = PipelineTest.left(apply(operation, enough - 1));

        assertThat(failure.is(FailureCode.MEMORY_LIMIT)).isTrue();
        assertThat(failure.detail()).containsEntry("maxFrameBytes", enough - 1).containsKey("rowCount");
        long bytes = ((Number) Objects.requireNonNull(failure.detail().get("bytes"))).longValue();
        assertThat(bytes).isBetween(80_000L, 400_000L);
        assertThat(failure.message()).contains(Long.toString(bytes));
    }

    /** The least limit with which it is done. */
    private static long least(String operation) {
        long refused = 0;
        long done = 1L << 30;
        while (done - refused > 1) {
            long middle = (done + refused) / 2;
            if (apply(operation, middle).isRight()) {
                done = middle;
            } else {
                refused = middle;
            }
        }
        return done;
    }

    @Test
    void columnsThatAreAddedOneAfterTheOtherCountTogether() {
        String two = "{'op': 'derive', 'column': 'a', 'as': 'n + 1'}, {'op': 'derive', 'column': 'b', 'as': 'n + 2'}";
        long one = FRAME.memoryBytes() + 8L * ROWS;

        assertThat(PipelineTest.left(apply(two, one)).detail()).containsEntry("operation", 1);
        assertThat(apply(two.replace("'b'", "'a'"), one + 100).isRight()).isTrue();
    }

    @Test
    void textsEndWhereTheyWouldTakeMoreThanAFrameMay() {
        String longTexts = "{'op': 'derive', 'column': 's', 'as': 'padLeft(text(n), 1000, text(0))'}";

        Failure failure = PipelineTest.left(apply(longTexts, 1_000_000));

        assertThat(failure.is(FailureCode.MEMORY_LIMIT)).isTrue();
        assertThat(failure.detail()).containsEntry("maxFrameBytes", 1_000_000L);
        assertThat(apply(longTexts, 100_000_000).isRight()).isTrue();
    }
}
