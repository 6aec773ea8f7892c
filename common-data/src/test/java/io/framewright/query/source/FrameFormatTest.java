package io.framewright.query.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import io.framewright.query.WorkMonitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of a frame on their way into a stream. */
class FrameFormatTest {
    private static final Frame FRAME = Frame.ofColumns(List.of(
            new Column("n", IntData.of(ColumnType.INTEGER, 1, 2, 3, 4)),
            new Column("word", TextData.of(Arrays.asList("one", null, "three", "four")))));

    private static String written(FrameFormat format, Frame frame, int from, int to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Either<Failure, Integer> rows = format.write(frame, from, to, out, WorkMonitor.NONE);
        assertThat(rows.getOrElse(-1)).isEqualTo(to - from);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void rowsThatAreAskedForAreWritten() throws IOException {
        assertThat(written(FrameFormat.JSON, FRAME, 1, 3))
                .isEqualTo("[{\"n\":2,\"word\":null},{\"n\":3,\"word\":\"three\"}]\n");
        assertThat(written(FrameFormat.JSON_LINES, FRAME, 2, 4))
                .isEqualTo("{\"n\":3,\"word\":\"three\"}\n{\"n\":4,\"word\":\"four\"}\n");
        assertThat(written(FrameFormat.CSV, FRAME, 0, 2)).isEqualTo("n,word\n1,one\n2,\n");
    }

    @Test
    void noRowsAreNone() throws IOException {
        assertThat(written(FrameFormat.JSON, FRAME, 4, 4)).isEqualTo("[]\n");
        assertThat(written(FrameFormat.JSON_LINES, FRAME, 0, 0)).isEmpty();
        assertThat(written(FrameFormat.CSV, FRAME, 0, 0)).isEqualTo("n,word\n");
        assertThat(written(FrameFormat.CSV, Frame.empty(), 0, 0)).isEmpty();
        assertThat(written(FrameFormat.ARROW_STREAM, Frame.empty(), 0, 0)).isNotEmpty();
    }

    @Test
    void fewRowsAsArrowHaveTheirOwnTextsOnly() throws IOException {
        assertThat(written(FrameFormat.ARROW_STREAM, FRAME, 0, 4)).contains("onethreefour");
        assertThat(written(FrameFormat.ARROW_STREAM, FRAME, 1, 3))
                .contains("three")
                .doesNotContain("one", "four");
    }

    @Test
    void whatAFormCannotHoldIsAFailure() throws IOException {
        Frame nul = Frame.ofColumns(List.of(new Column("word", TextData.of(List.of("a\0b")))));
        Either<Failure, Integer> rows = FrameFormat.CSV.write(nul, 0, 1, new ByteArrayOutputStream(), WorkMonitor.NONE);
        assertThat(rows.isLeft()).isTrue();
    }
}
