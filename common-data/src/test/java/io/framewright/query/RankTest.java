package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankTest {
    private static final Frame FRAME = Frame.ofColumns(List.of(
            new Column("team", TextData.of(Arrays.asList("a", "b", "a", "a", null, "b", null))),
            new Column("points", IntData.of(ColumnType.INTEGER, 5, 5, 7, 5, 1, IntData.MISSING, 3)),
            new Column("zero", DoubleData.of(0.0, -0.0, Double.NaN, 1, 1, 1, Double.NaN))));

    private static List<Object> ranks(String fields) {
        return PipelineTest.values(apply(fields), "rank");
    }

    private static Frame apply(String fields) {
        return PipelineTest.right(Pipeline.apply(FRAME, parse(fields)));
    }

    private static List<Operation> parse(String fields) {
        return PipelineTest.right(Operation.parse(PipelineTest.json("[{\"op\": \"rank\", " + fields + "}]")));
    }

    @Test
    void equalRowsHaveTheFirstOfTheirPlacesAndMissingValuesTheLastOnes() {
        assertThat(ranks("\"by\": [{\"column\": \"points\"}]")).containsExactly(3L, 3L, 6L, 3L, 1L, 7L, 2L);
        assertThat(ranks("\"by\": [{\"column\": \"points\", \"order\": \"desc\"}]"))
                .containsExactly(2L, 2L, 1L, 2L, 6L, 7L, 5L);
    }

    @Test
    void theMethodSaysWhatEqualRowsHave() {
        String by = "\"by\": [{\"column\": \"points\"}], \"method\": ";
        assertThat(ranks(by + "\"max\"")).containsExactly(5L, 5L, 6L, 5L, 1L, 7L, 2L);
        assertThat(ranks(by + "\"dense\"")).containsExactly(3L, 3L, 4L, 3L, 1L, 5L, 2L);
        assertThat(ranks(by + "\"ordinal\"")).containsExactly(3L, 4L, 6L, 5L, 1L, 7L, 2L);
        assertThat(ranks(by + "\"percent\"")).containsExactly(2 / 6.0, 2 / 6.0, 5 / 6.0, 2 / 6.0, 0.0, 1.0, 1 / 6.0);
    }

    @Test
    void groupsAreRankedForThemselves() {
        String within = "\"by\": [{\"column\": \"points\"}], \"within\": [\"team\"], \"method\": ";
        assertThat(ranks(within + "\"min\"")).containsExactly(1L, 1L, 3L, 1L, 1L, 2L, 2L);
        assertThat(ranks(within + "\"max\"")).containsExactly(2L, 1L, 3L, 2L, 1L, 2L, 2L);
        assertThat(ranks(within + "\"dense\"")).containsExactly(1L, 1L, 2L, 1L, 1L, 2L, 2L);
        assertThat(ranks(within + "\"percent\"")).containsExactly(0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0);
    }

    @Test
    void theTwoZerosAreEqualAndSoAreMissingValues() {
        assertThat(ranks("\"by\": [{\"column\": \"zero\"}]")).containsExactly(1L, 1L, 6L, 3L, 3L, 3L, 6L);
    }

    @Test
    void theColumnTakesThePlaceOfOneOfItsNameAndNoRowMoves() {
        Frame ranked = apply("\"by\": [{\"column\": \"points\"}], \"as\": \"points\"");
        assertThat(ranked.columnNames()).isEqualTo(FRAME.columnNames());
        assertThat(PipelineTest.values(ranked, "points")).containsExactly(3L, 3L, 6L, 3L, 1L, 7L, 2L);
        assertThat(PipelineTest.values(ranked, "team")).isEqualTo(PipelineTest.values(FRAME, "team"));
    }

    @Test
    void aFrameWithoutRowsHasTheColumn() {
        Frame none = PipelineTest.right(
                Pipeline.apply(FRAME.slice(0, 0), parse("\"by\": [{\"column\": \"points\"}], \"within\": [\"team\"]")));
        assertThat(none.columnNames()).endsWith("rank");
        assertThat(none.rowCount()).isZero();
    }

    @Test
    void whatIsWrongIsSaid() {
        Failure unknown = PipelineTest.left(
                Pipeline.apply(FRAME, parse("\"by\": [{\"column\": \"points\"}], \"within\": [\"tem\"]")));
        assertThat(unknown.code()).isEqualTo("COLUMN_NOT_FOUND");
        Failure exists =
                PipelineTest.left(Pipeline.apply(FRAME, parse("\"by\": [{\"column\": \"points\"}], \"as\": \"TEAM\"")));
        assertThat(exists.code()).isEqualTo("COLUMN_EXISTS");
        assertThat(PipelineTest.left(Operation.parse(
                                PipelineTest.json("[{\"op\": \"rank\", \"by\": [], \"method\": \"min\"}]")))
                        .code())
                .isEqualTo("INVALID_COMMAND");
        Failure tooLarge = PipelineTest.left(Pipeline.apply(
                FRAME,
                parse("\"by\": [{\"column\": \"points\"}]"),
                FrameLookup.of(Frames.EMPTY, 55),
                WorkMonitor.NONE));
        assertThat(tooLarge.code()).isEqualTo("MEMORY_LIMIT");
        assertThat(tooLarge.detail()).containsEntry("bytes", FRAME.memoryBytes() + 56);
    }

    @Test
    void isWrittenAsItIsRead() {
        List<Operation> rank = parse("\"by\": [{\"column\": \"points\", \"order\": \"desc\"}], \"as\": \"place\", "
                + "\"method\": \"percent\", \"within\": [\"team\"]");
        assertThat(PipelineTest.right(Operation.parse(Operation.json(rank)))).isEqualTo(rank);
        List<Operation> plain = parse("\"by\": [{\"column\": \"points\"}]");
        assertThat(PipelineTest.right(Operation.parse(Operation.json(plain)))).isEqualTo(plain);
    }
}
