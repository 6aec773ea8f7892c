package io.framewright.query.source;

import io.framewright.frame.Column;
import io.framewright.frame.Frame;
import io.framewright.query.Cores;
import io.framewright.query.source.CsvReading.FirstCell;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads a CSV file in UTF-8 in blocks, on several cores: once to count the rows of each block, and once more to read
 * them straight into arrays of the right length. Whatever is not right about a file, it throws {@link Unusual} and
 * leaves it to {@link CsvReading} to say so; what it does read it reads as that would.
 */
final class BlockReading {
    /** How many bytes a block has, more or less. */
    static final int BLOCK = 1 << 20;

    private static final int MAX_FIRST_ROW = 1 << 26;
    private static final int MARGIN = 16;
    private static final int MARK_LENGTH = 3;

    private final CsvSource source;
    private final DataLimits limits;
    private final MissingTexts missing;
    private final FileBytes file;
    private final LoadWatch watch;
    private final Cores cores;
    private final int blockSize;
    private final FrameBuilder names;
    private final MemoryBudget budget;

    private BlockReading(
            CsvSource source, DataLimits limits, FileBytes file, LoadWatch watch, Cores cores, int blockSize) {
        this.source = source;
        this.limits = limits;
        this.missing = source.missing().map(MissingTexts::of).orElseGet(MissingTexts::usual);
        this.file = file;
        this.watch = watch;
        this.cores = cores;
        this.blockSize = blockSize;
        this.names = new FrameBuilder("Line", source.types(), missing, limits);
        this.budget = new MemoryBudget(limits.maxFrameBytes());
    }

    /** @param blockSize how many bytes a block has, more or less */
    static Frame read(
            CsvSource source,
            char delimiter,
            DataLimits limits,
            FileBytes file,
            LoadWatch watch,
            Cores cores,
            int blockSize) {
        char quote = source.quote().orElse('"');
        if (delimiter >= 0x80 || quote >= 0x80) {
            throw new Unusual("a delimiter or a quote beyond ASCII");
        }
        byte quoteByte = source.quote().isPresent() ? (byte) quote : CsvLayout.NO_QUOTE;
        return new BlockReading(source, limits, file, watch, cores, blockSize).read((byte) delimiter, quoteByte);
    }

    private Frame read(byte delimiter, byte quote) {
        long start = firstRow(new CsvLayout(delimiter, quote, 0));
        CsvLayout layout = new CsvLayout(delimiter, quote, names.columnCount());
        List<CsvBlock> blocks = CsvBlocks.cut(file, layout, start, blockSize, cores, watch);
        watch.tell(file.fileSize());
        CsvBlock last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
        int rows = last == null ? 0 : last.firstRow() + last.rows();
        if (rows > limits.maxRows()) {
            throw new Unusual("more rows than the limit");
        }
        List<BlockColumn> columns = new ArrayList<>();
        for (String name : names.columnNames()) {
            columns.add(new BlockColumn(name, source.types().get(name), rows, blocks.size(), budget));
        }
        readAll(layout, blocks, columns);
        watch.tell(2 * file.fileSize());
        List<Column> done = new ArrayList<>();
        for (BlockColumn column : columns) {
            done.add(column.toColumn(blocks, cores));
        }
        return Frame.ofColumns(done);
    }

    /** Reads the first row that is not blank for the names of the columns; returns where the data begins. */
    private long firstRow(CsvLayout layout) {
        byte[] bytes = {};
        int length = 0;
        int end = -1;
        int from = 0;
        int data = 0;
        for (int window = 1 << 14; end < 0; window *= 4) {
            if (window > MAX_FIRST_ROW || (length > 0 && length == file.size())) {
                throw new Unusual("a first row that is very long, or none");
            }
            length = (int) Math.min(window, file.size());
            bytes = Arrays.copyOf(bytes, length + 2 * MARGIN);
            file.read(0, bytes, MARGIN, length);
            data = MARGIN + markLength(bytes);
            from = data;
            while (from < MARGIN + length && (bytes[from] == '\n' || bytes[from] == '\r')) {
                if (bytes[from] == '\r' && bytes[from + 1] != '\n') {
                    throw new Unusual("a lone carriage return");
                }
                from++;
            }
            end = new LineScan(layout).rowEnd(bytes, from, MARGIN + length);
        }
        if (!Utf8.isText(bytes, MARGIN, end)) {
            throw new Unusual("bytes that are no text in UTF-8");
        }
        name(new String(bytes, from, end - from, StandardCharsets.UTF_8), layout);
        return (source.header() ? end : data) - MARGIN;
    }

    private static int markLength(byte[] bytes) {
        boolean mark =
                bytes[MARGIN] == (byte) 0xEF && bytes[MARGIN + 1] == (byte) 0xBB && bytes[MARGIN + 2] == (byte) 0xBF;
        return mark ? MARK_LENGTH : 0;
    }

    private void name(String row, CsvLayout layout) {
        Character quote = layout.quote() == CsvLayout.NO_QUOTE ? null : (char) layout.quote();
        CsvScanner scanner = new CsvScanner((char) layout.delimiter(), quote, limits.maxCellLength());
        try {
            scanner.read(new StringReader(row), new CsvTokenizer.CsvCells() {
                @Override
                public void cell(int column, char[] buffer, int from, int to, boolean quoted, long line) {
                    FirstCell cell = new FirstCell(Arrays.copyOfRange(buffer, from, to), quoted);
                    names.addColumn(source.header() ? cell.name() : "");
                }

                @Override
                public void endRow(int cellCount, boolean blank, long line) {
                    // There is one row only.
                }
            });
            names.checkTypesAreUsed();
        } catch (Refused refused) {
            throw new Unusual("something wrong in the first row");
        } catch (IOException notFromAString) {
            throw new IllegalStateException(notFromAString);
        }
    }

    private void readAll(CsvLayout layout, List<CsvBlock> blocks, List<BlockColumn> columns) {
        if (blocks.isEmpty()) {
            return;
        }
        BlockReader sampler = reader(layout);
        sampler.sample(blocks.get(0), columns);
        sampler.sample(blocks.get(blocks.size() / 2), columns);
        sampler.sample(blocks.get(blocks.size() - 1), columns);
        cores.run(columns.size(), i -> columns.get(i).values());
        boolean[][] wanted = new boolean[blocks.size()][columns.size()];
        for (boolean[] block : wanted) {
            Arrays.fill(block, true);
        }
        pass(layout, blocks, columns, wanted, true);
        while (chosen(columns, wanted)) {
            pass(layout, blocks, columns, wanted, false);
        }
    }

    /** Notes per block which columns have to be read in it; false if none in none. */
    private static boolean chosen(List<BlockColumn> columns, boolean[][] wanted) {
        for (boolean[] block : wanted) {
            Arrays.fill(block, false);
        }
        boolean any = false;
        for (int c = 0; c < columns.size(); c++) {
            for (int block : columns.get(c).blocksToReadAgain()) {
                wanted[block][c] = true;
                any = true;
            }
        }
        return any;
    }

    private void pass(
            CsvLayout layout, List<CsvBlock> blocks, List<BlockColumn> columns, boolean[][] wanted, boolean counted) {
        AtomicInteger next = new AtomicInteger();
        cores.run(Math.min(cores.count(), blocks.size()), worker -> {
            BlockReader reader = reader(layout);
            for (int i = next.getAndIncrement(); i < blocks.size(); i = next.getAndIncrement()) {
                if (any(wanted[i])) {
                    reader.read(blocks.get(i), i, columns, wanted[i], counted);
                }
            }
        });
    }

    private static boolean any(boolean[] wanted) {
        for (boolean one : wanted) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    private BlockReader reader(CsvLayout layout) {
        return new BlockReader(file, layout, missing, limits.maxCellLength(), budget, watch, cores.count());
    }
}
