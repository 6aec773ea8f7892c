package io.framewright.query.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import io.framewright.query.WorkMonitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages one by one are what a stream is made of, and say beforehand how long they are. */
class ArrowMessagesTest {
    private static Frame frame(int rows, int different) {
        int[] numbers = IntStream.range(0, rows)
                .map(row -> row % 5 == 3 ? IntData.MISSING : row)
                .toArray();
        String[] words = new String[different];
        Arrays.setAll(words, word -> "word " + word);
        int[] codes = IntStream.range(0, rows).map(row -> row % different).toArray();
        return Frame.ofColumns(List.of(
                new Column("n", IntData.of(ColumnType.INTEGER, numbers)),
                new Column("word", TextData.of(words, codes, rows))));
    }

    private static List<ArrowMessage> messages(ArrowMessages from) {
        List<ArrowMessage> all = new ArrayList<>();
        while (from.hasNext()) {
            all.add(from.next().toOptional().orElseThrow());
        }
        return all;
    }

    @Test
    void theyAreTheStream() throws IOException {
        Frame frame = frame(1_000, 7);
        ByteArrayOutputStream byMessage = new ByteArrayOutputStream();
        for (ArrowMessage message : messages(ArrowMessages.of(frame, 100, 900))) {
            message.writeEncapsulated(byMessage);
        }
        byMessage.write(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        assertThat(FrameFormat.ARROW_STREAM
                        .write(frame, 100, 900, stream, WorkMonitor.NONE)
                        .isRight())
                .isTrue();
        assertThat(byMessage.toByteArray()).isEqualTo(stream.toByteArray());
    }

    @Test
    void theySayHowLongTheyAre() throws IOException {
        for (ArrowMessage message : messages(ArrowMessages.of(frame(100_003, 11), 3, 100_001))) {
            ByteArrayOutputStream metadata = new ByteArrayOutputStream();
            message.writeMetadata(metadata);
            assertThat(metadata.size()).isEqualTo(message.metadataLength());
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            message.writeBody(body);
            assertThat(body.size()).isEqualTo((int) message.bodyLength());
            assertThat(message.bodyLength() % 8).isZero();
        }
    }

    @Test
    void batchesAreAboutAMebibyte() {
        List<ArrowMessage> all = messages(ArrowMessages.of(frame(1_000_000, 3), 0, 1_000_000));
        assertThat(all.stream().mapToInt(ArrowMessage::rows).sum()).isEqualTo(1_000_000);
        assertThat(all.stream().filter(message -> message.rows() > 0).limit(3))
                .allSatisfy(message -> assertThat(message.bodyLength()).isBetween(1L << 19, 1L << 20));
    }

    @Test
    void dictionariesHaveNoMoreTextsThanTheRows() {
        Frame frame = frame(100_000, 50_000);
        List<ArrowMessage> few = messages(ArrowMessages.of(frame, 10, 20));
        assertThat(few).hasSize(3);
        assertThat(few.get(1).bodyLength()).isLessThan(256);
        assertThat(messages(ArrowMessages.of(frame, 0, 100_000)).get(1).bodyLength())
                .isGreaterThan(500_000);
    }

    @Test
    void noRowsAreASchemaAndDictionaries() {
        assertThat(messages(ArrowMessages.of(frame(10, 2), 4, 4))).hasSize(2);
        assertThat(messages(ArrowMessages.of(Frame.empty(), 0, 0))).hasSize(1);
        assertThatThrownBy(() -> ArrowMessages.of(frame(10, 2), 4, 11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows 4 to 11 of 10");
    }
}
