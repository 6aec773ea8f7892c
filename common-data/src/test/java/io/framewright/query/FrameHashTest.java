package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Feature;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FrameHashTest {
    private static final String[] WORDS = {"a", "b", "c"};

    @Provide
    Arbitrary<Frame> frames() {
        return RandomFrames.frames();
    }

    /** Other arrays, other dictionaries, put together row by row: the content is what counts. */
    @Property(tries = 200)
    void equalContentHasAnEqualHash(@ForAll("frames") Frame frame) {
        int[] rows = IntStream.range(0, frame.rowCount()).toArray();
        Frame again = Frame.ofColumns(frame.data().stream()
                .map(column -> new Column(column.name(), builtAnew(column.data())))
                .toList());

        assertThat(FrameHash.of(again)).isEqualTo(FrameHash.of(frame)).matches("[0-9a-f]{16}");
        assertThat(FrameHash.of(frame.take(rows, rows.length))).isEqualTo(FrameHash.of(frame));
        assertThat(FrameHash.of(frame.withFeatures(Map.of("i", Feature.NONE)))).isEqualTo(FrameHash.of(frame));
    }

    /** A text's dictionary gets words that no row has, in another order. */
    private static ColumnData builtAnew(ColumnData data) {
        if (!(data instanceof TextData texts)) {
            return data.slice(0, data.size());
        }
        List<String> words = new ArrayList<>(List.of("nobody has this"));
        for (int i = texts.words().length - 1; i >= 0; i--) {
            words.add(texts.words()[i]);
        }
        int[] codes = IntStream.range(0, texts.size())
                .map(row -> texts.text(row) == null ? TextData.MISSING : words.indexOf(texts.text(row)))
                .toArray();
        return TextData.of(words.toArray(String[]::new), codes, codes.length);
    }

    @Property(tries = 200)
    void anotherOrderOfRowsHasAnotherHash(@ForAll("frames") Frame frame) {
        int size = frame.rowCount();
        int[] backwards = IntStream.range(0, size).map(row -> size - 1 - row).toArray();
        Frame turned = frame.take(backwards, size);

        assertThat(FrameHash.of(turned).equals(FrameHash.of(frame)))
                .isEqualTo(turned.rows().equals(frame.rows()));
    }

    @Test
    void everyChangeChangesIt() {
        List<Frame> all = List.of(
                Frame.empty(),
                frame("n", IntData.of(ColumnType.INTEGER)),
                frame("n", IntData.of(ColumnType.INTEGER, 1, 2)),
                frame("m", IntData.of(ColumnType.INTEGER, 1, 2)),
                frame("n", IntData.of(ColumnType.INTEGER, 2, 1)),
                frame("n", IntData.of(ColumnType.INTEGER, 1, 3)),
                frame("n", IntData.of(ColumnType.INTEGER, 1, IntData.MISSING)),
                frame("n", IntData.of(ColumnType.INTEGER, 1, 2, 0)),
                frame("n", IntData.of(ColumnType.INTEGER, 0, 1, 2)),
                frame("n", IntData.of(ColumnType.LOCAL_DATE, 1, 2)),
                frame("n", LongData.of(ColumnType.LONG, 1, 2)),
                frame("n", LongData.of(ColumnType.LONG, 1, LongData.MISSING)),
                frame("n", DoubleData.of(1, 2)),
                frame("n", DoubleData.of(0.0, 2)),
                frame("n", DoubleData.of(-0.0, 2)),
                frame("n", DoubleData.of(Double.NaN, 2)),
                frame("n", BooleanData.of((byte) 1, (byte) 0)),
                frame("n", BooleanData.of((byte) 0, (byte) 1)),
                frame("n", BooleanData.of(BooleanData.MISSING, (byte) 0)),
                frame("n", TextData.of(List.of("1", "2"))),
                frame("n", TextData.of(List.of("", "2"))),
                frame("n", TextData.of(Arrays.asList(null, "2"))),
                frame("n", TextData.of(List.of("12", ""))),
                frame("n", TextData.of(WORDS, new int[] {0, 1}, 2)),
                frame("n", TextData.of(WORDS, new int[] {0, 2}, 2)),
                frame("n", IntData.of(ColumnType.INTEGER, 1, 2))
                        .withColumn(new Column("m", IntData.of(ColumnType.INTEGER, 1, 2))),
                frame("m", IntData.of(ColumnType.INTEGER, 1, 2))
                        .withColumn(new Column("n", IntData.of(ColumnType.INTEGER, 1, 2))));

        Set<String> hashes = new LinkedHashSet<>();
        all.forEach(frame -> hashes.add(FrameHash.of(frame)));
        assertThat(hashes).hasSameSizeAs(all);
    }

    /** So that files written by one version are known by the next. */
    @Test
    void itStaysAsItIs() {
        assertThat(FrameHash.of(frame("n", IntData.of(ColumnType.INTEGER, 1, 2))))
                .isEqualTo("4a4c6f803888cd30");
        assertThat(FrameHash.of(frame("n", TextData.of(Arrays.asList("é", null)))))
                .isEqualTo("23248c179eb1eab5");
    }

    private static Frame frame(String name, ColumnData data) {
        return Frame.ofColumns(List.of(new Column(name, data)));
    }
}
