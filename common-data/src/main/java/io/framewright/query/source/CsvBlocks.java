package io.framewright.query.source;

import io.framewright.query.Cores;
import io.framewright.query.source.LineScan.Lines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a CSV file into blocks of whole rows and counts these, on several cores. A file is cut at the first line feed
 * behind each multiple of the block size. Whether such a line feed is in quotes is known only once all that stands
 * before has been read; so each block is read as if it were not (or, where that cannot be, as if it were), and what was
 * found is put together in order afterwards. A block that was taken wrongly is read again, which is rare.
 *
 * <p>Finds bytes that are no UTF-8 too. Throws {@link Unusual}.
 */
final class CsvBlocks {
    /** How much is read at once behind the end of a block to find its last line feed. */
    private static final int REACH = 1 << 12;

    private static final int MAX_LENGTH = 1 << 28;

    private final FileBytes file;
    private final CsvLayout layout;
    private final long start;
    private final int blockSize;
    private final LoadWatch watch;

    private CsvBlocks(FileBytes file, CsvLayout layout, long start, int blockSize, LoadWatch watch) {
        this.file = file;
        this.layout = layout;
        this.start = start;
        this.blockSize = blockSize;
        this.watch = watch;
    }

    /** What lies between two line feeds. */
    private record Stretch(long from, long to, Lines fromRow, Lines fromQuote) {}

    /**
     * @param start where the first row begins
     * @param blockSize how many bytes a block has, more or less
     */
    static List<CsvBlock> cut(
            FileBytes file, CsvLayout layout, long start, int blockSize, Cores cores, LoadWatch watch) {
        return new CsvBlocks(file, layout, start, blockSize, watch).cut(cores);
    }

    private List<CsvBlock> cut(Cores cores) {
        long bytes = file.size() - start;
        int count = Math.toIntExact((bytes + blockSize - 1) / blockSize);
        @Nullable Stretch[] stretches = new Stretch[count];
        AtomicInteger next = new AtomicInteger();
        cores.run(Math.min(cores.count(), count), worker -> {
            Reader reader = new Reader();
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                watch.step(Math.min(blockSize, bytes - (long) i * blockSize));
                stretches[i] = reader.stretch(i);
            }
        });
        return join(stretches);
    }

    private List<CsvBlock> join(@Nullable Stretch[] stretches) {
        List<CsvBlock> blocks = new ArrayList<>();
        Joining joining = new Joining(blocks);
        boolean inQuote = false;
        for (@Nullable Stretch stretch : stretches) {
            if (stretch == null) {
                continue;
            }
            Lines lines = inQuote ? stretch.fromQuote() : stretch.fromRow();
            if (inQuote && lines == Lines.INVALID) {
                lines = new Reader().fromQuote(stretch);
            }
            if (!lines.valid()) {
                throw new Unusual("a line end or a quote that cannot be");
            }
            joining.add(stretch, lines, inQuote);
            inQuote = lines.endsInQuote();
        }
        if (inQuote) {
            throw new Unusual("a quote that is never closed");
        }
        joining.finish(file.size());
        return blocks;
    }

    /** Puts together blocks from stretches: a row belongs to the block that it begins in, and ends it. */
    private final class Joining {
        private final List<CsvBlock> blocks;
        private long from = -1;
        private long rows;
        private boolean plain;
        private long firstRow;

        Joining(List<CsvBlock> blocks) {
            this.blocks = blocks;
        }

        void add(Stretch stretch, Lines lines, boolean inQuote) {
            if (lines.firstRow() >= 0) {
                finish(stretch.from() + lines.firstRow());
                from = stretch.from() + lines.firstRow();
                rows = lines.rows() + (layout.blankIsRow() ? lines.blankLines() : 0);
                plain = lines.plain() && !inQuote && (lines.blankLines() == 0 || layout.blankIsRow());
            }
            plain &= lines.plain();
        }

        void finish(long to) {
            if (from < 0) {
                return;
            }
            if (to - from > MAX_LENGTH || firstRow + rows > Growth.MAX_LENGTH) {
                throw new Unusual("more than fits into an array");
            }
            blocks.add(new CsvBlock(from, to, (int) firstRow, (int) rows, plain));
            firstRow += rows;
            from = -1;
        }
    }

    /** Reads blocks into its own buffer. */
    private final class Reader {
        private final LineScan scan = new LineScan(layout);
        private byte[] buffer = new byte[Math.min(blockSize, MAX_LENGTH) + REACH + 2 * Byte.SIZE];

        /** Null if there is no line feed in the block for it to begin behind, or nothing behind that. */
        @Nullable
        Stretch stretch(int index) {
            long blockStart = start + (long) index * blockSize;
            int length = (int) Math.min(blockSize, file.size() - blockStart);
            file.read(blockStart, buffer, 0, length);
            int from = index == 0 ? 0 : lineFeed(0, length) + 1;
            if (index > 0 && from == 0) {
                return null;
            }
            int to = end(blockStart, length);
            if (from >= to) {
                return null;
            }
            if (!Utf8.isText(buffer, from, to)) {
                throw new Unusual("bytes that are no text in UTF-8");
            }
            Lines fromRow = scan.fromRow(buffer, from, to);
            Lines fromQuote = fromRow.valid() ? Lines.INVALID : scan.fromQuote(buffer, from, to);
            return new Stretch(blockStart + from, blockStart + to, relative(fromRow, from), relative(fromQuote, from));
        }

        Lines fromQuote(Stretch stretch) {
            int length = (int) (stretch.to() - stretch.from());
            reserve(length);
            file.read(stretch.from(), buffer, 0, length);
            return scan.fromQuote(buffer, 0, length);
        }

        private Lines relative(Lines lines, int from) {
            return lines.firstRow() < 0
                    ? lines
                    : new Lines(
                            lines.valid(),
                            lines.firstRow() - from,
                            lines.rows(),
                            lines.blankLines(),
                            lines.plain(),
                            lines.endsInQuote());
        }

        /** Behind the first line feed that is not in the block any more. */
        private int end(long blockStart, int blockLength) {
            int length = blockLength;
            while (blockStart + length < file.size()) {
                int more = (int) Math.min(Math.max(REACH, length - blockLength), file.size() - blockStart - length);
                if (length > MAX_LENGTH - more) {
                    throw new Unusual("a line that is very long");
                }
                reserve(length + more);
                file.read(blockStart + length, buffer, length, more);
                int feed = lineFeed(length, length + more);
                if (feed >= 0) {
                    return feed + 1;
                }
                length += more;
            }
            return length;
        }

        private int lineFeed(int from, int to) {
            for (int i = from; i < to; i++) {
                if (buffer[i] == '\n') {
                    return i;
                }
            }
            return -1;
        }

        private void reserve(int length) {
            if (length + Byte.SIZE > buffer.length) {
                buffer = Arrays.copyOf(buffer, (int) Math.min(MAX_LENGTH + 64L, 2L * length + 64));
            }
        }
    }
}
