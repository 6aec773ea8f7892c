package io.framewright.query.source;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.query.Cores;
import io.framewright.query.source.ParquetFooter.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of Parquet: first what it says about itself at its end, then the values, each column of each group of
 * rows by one thread, several at a time, straight into the arrays of the frame. A reader of our own over the format's
 * description: it needs no Hadoop, and nothing that a file says can lead beyond its own bytes.
 */
final class ParquetReading {
    private final ParquetFile file;
    private final ParquetFooter footer;
    private final List<ParquetColumn> columns = new ArrayList<>();
    private final Cores cores;
    private final ParquetWork work;

    private ParquetReading(ParquetFile file, ParquetFooter footer, MemoryBudget budget, ParquetWork work, Cores cores) {
        this.file = file;
        this.footer = footer;
        this.work = work;
        this.cores = cores;
        try {
            for (int i = 0; i < footer.leaves().size(); i++) {
                columns.add(new ParquetColumn(
                        i,
                        footer.names().get(i),
                        footer.leaves().get(i),
                        footer.rows(),
                        footer.groups().size(),
                        budget));
            }
        } catch (Damaged damaged) {
            throw file.malformed(damaged.why(), file.size());
        }
    }

    static Frame read(DataFile data, LoadContext context, Cores cores) throws IOException {
        try (FileChannel channel = data.openFileChannel()) {
            ParquetFile file = new ParquetFile(data.given(), channel);
            MemoryBudget budget = new MemoryBudget(context.limits().maxFrameBytes());
            ParquetFooter footer = ParquetFooter.read(file, context.limits(), budget);
            LoadWatch watch = new LoadWatch(context.monitor(), file.size());
            watch.step(0);
            ParquetWork work = new ParquetWork(context.limits(), budget, watch);
            Frame frame = new ParquetReading(file, footer, budget, work, cores).read();
            watch.tell(file.size());
            return frame;
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private Frame read() {
        columns.forEach(ParquetColumn::allocate);
        pass(columns);
        List<ParquetColumn> narrow = narrow();
        while (!narrow.isEmpty()) {
            narrow.forEach(ParquetColumn::widen);
            pass(narrow);
            narrow = narrow();
        }
        List<Column> done = new ArrayList<>();
        for (ParquetColumn column : columns) {
            done.add(column.toColumn(footer.groups(), cores));
        }
        return Frame.ofColumns(done);
    }

    private List<ParquetColumn> narrow() {
        return columns.stream().filter(ParquetColumn::tooNarrow).toList();
    }

    private void pass(List<ParquetColumn> wanted) {
        int width = wanted.size();
        if (width == 0) {
            return;
        }
        long parts = (long) width * footer.groups().size();
        for (long first = 0; first < parts; first += Growth.MAX_LENGTH) {
            long from = first;
            cores.run((int) Math.min(Growth.MAX_LENGTH, parts - first), part -> {
                int group = (int) ((from + part) / width);
                chunk(wanted.get((int) ((from + part) % width)), group);
            });
        }
    }

    private void chunk(ParquetColumn column, int index) {
        Group group = footer.groups().get(index);
        if (group.rows() == 0 || column.tooNarrow()) {
            return;
        }
        @Nullable ByteWords words = column.type() == ColumnType.STRING ? column.takeWords(index) : null;
        try {
            new ParquetChunk(file, column, group, group.chunks().get(column.place()), work, words).read();
        } catch (ParquetForm.Wider wider) {
            column.notWideEnough();
        } finally {
            if (words != null) {
                column.giveBackWords(index);
            }
        }
    }
}
