package io.framewright.query.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encodings of pages one by one: against bytes of the format's description, and against our own writer. */
class ParquetEncodingTest {
    private static byte[] page(int... bytes) {
        byte[] page = new byte[bytes.length + ParquetFile.MARGIN];
        for (int i = 0; i < bytes.length; i++) {
            page[i] = (byte) bytes[i];
        }
        return page;
    }

    private static List<String> texts(ParquetSlices slices, int count) {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            int read = slices.read(Math.min(ParquetSlices.BATCH, count - texts.size()));
            for (int i = 0; i < read; i++) {
                texts.add(new String(
                        slices.bytes(), slices.starts[i], slices.ends[i] - slices.starts[i], StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /** The example of the format's Encodings.md: 7, 5, 3, 1, 2, 3, 4, 5. */
    @Test
    void differencesOfTheDescription() {
        // Blocks of 128 in 4 parts, 8 values, the first is 7; least difference -2, widths 2 0 0 0.
        byte[] page = page(0x80, 0x01, 4, 8, 14, 3, 2, 0, 0, 0, 0xC0, 0x3F, 0, 0, 0, 0, 0, 0);
        ParquetDelta delta = new ParquetDelta(page, 0, 18, 8);
        long[] values = new long[8];

        delta.read(values, 8);

        assertThat(values).containsExactly(7, 5, 3, 1, 2, 3, 4, 5);
        assertThat(delta.position()).isEqualTo(18);
        assertThatThrownBy(() -> delta.read(values, 1)).isInstanceOf(Damaged.class);
    }

    /** axis, axle, babble, babyhood: prefixes 0, 2, 0, 3 and lengths 4, 2, 6, 5, as in the format's Encodings.md. */
    @Test
    void sharedPrefixesOfTheDescription() {
        int[] bytes = concat(
                new int[] {0x80, 0x01, 4, 4, 0, 3, 3, 0, 0, 0, 4 | 5 << 6, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                new int[] {0x80, 0x01, 4, 4, 8, 3, 3, 0, 0, 0, 0 | 6 << 3 | 1 << 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                "axislebabbleyhood".chars().toArray());
        AtomicLong copied = new AtomicLong();

        ParquetSlices slices = ParquetSlices.prefixes(page(bytes), 0, bytes.length, 4, copied::addAndGet);

        assertThat(texts(slices, 4)).containsExactly("axis", "axle", "babble", "babyhood");
        assertThat(copied).hasValue(5);
    }

    private static int[] concat(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    @Test
    void splitBytes() {
        byte[] page = page(1, 2, 0, 0, 0, 0, 0, 0xFF);
        long[] values = new long[2];

        ParquetNumbers.split(page, 0, 8, 4).read(values, 2);

        assertThat(values).containsExactly(1, 0xFF000002);
        assertThat(texts(ParquetSlices.split(page('a', 'c', 'b', 'd'), 0, 4, 2), 2))
                .containsExactly("ab", "cd");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 15, 17, 24, 31})
    void numbersOfFewBitsComeBack(int width) {
        Random random = new Random(width);
        int[] numbers = random.ints(1003, 0, width == 31 ? Integer.MAX_VALUE : 1 << width)
                .toArray();
        ParquetBytes bytes = new ParquetBytes(1);
        bytes.addPacked(numbers, numbers.length, width);
        // The last group of eight is filled up with zeros.
        bytes.addRun(20, numbers[0], width);
        int[] read = new int[1028];

        byte[] page = Arrays.copyOf(bytes.bytes(), bytes.size() + ParquetFile.MARGIN);
        ParquetHybrid hybrid = new ParquetHybrid(page, 0, bytes.size(), width);
        hybrid.read(read, 1028);

        assertThat(Arrays.copyOf(read, 1003)).isEqualTo(numbers);
        assertThat(Arrays.copyOfRange(read, 1008, 1028)).containsOnly(numbers[0]);
        assertThatThrownBy(() -> hybrid.read(read, 1)).isInstanceOf(Damaged.class);
    }

    @Test
    void lz4OfHadoopIsExpandedAsTheBlockItself() {
        // Three literals, then five bytes of them again.
        byte[] block = {0x31, 'a', 'b', 'c', 3, 0, 0x10, '!'};
        byte[] framed = new byte[8 + block.length];
        framed[3] = 9;
        framed[7] = (byte) block.length;
        System.arraycopy(block, 0, framed, 8, block.length);
        byte[] out = new byte[9];
        for (byte[] from : List.of(block, framed)) {
            Arrays.fill(out, (byte) 0);
            Codec.LZ4_HADOOP.expand(from, 0, from.length, out, 0, 9);
            assertThat(new String(out, StandardCharsets.US_ASCII)).isEqualTo("abcabcab!");
        }
        assertThatThrownBy(() -> Codec.LZ4_BLOCK.expand(block, 0, block.length, out, 0, 8))
                .isInstanceOf(Damaged.class);
        assertThatThrownBy(() -> Codec.LZ4_BLOCK.expand(block, 0, 6, out, 0, 9)).isInstanceOf(Damaged.class);
    }

    @Test
    void blocksOfAnLz4FramePointBackIntoThoseBeforeThem() {
        byte[] frame = {
            // Magic; version 1 with linked blocks; 64 KiB at most; a check sum of the header, which is not looked at.
            0x04,
            0x22,
            0x4D,
            0x18,
            0x40,
            0x40,
            0,
            // Two bytes as they are.
            2,
            0,
            0,
            (byte) 0x80,
            'a',
            'b',
            // No literals, four bytes from two bytes back, then a literal.
            5,
            0,
            0,
            0,
            0x00,
            2,
            0,
            0x10,
            '!',
            0,
            0,
            0,
            0
        };
        byte[] out = new byte[14];

        Codec.LZ4_FRAME.expand(frame, 0, frame.length, out, 0, 7);

        assertThat(new String(out, 0, 7, StandardCharsets.US_ASCII)).isEqualTo("ababab!");
        byte[] twice = Arrays.copyOf(frame, 2 * frame.length);
        System.arraycopy(frame, 0, twice, frame.length, frame.length);
        Codec.LZ4_FRAME.expand(twice, 0, twice.length, out, 0, 14);
        assertThat(new String(out, StandardCharsets.US_ASCII)).isEqualTo("ababab!ababab!");
        assertThatThrownBy(() -> Codec.LZ4_FRAME.expand(frame, 0, frame.length, out, 0, 6))
                .isInstanceOf(Damaged.class);
    }
}
