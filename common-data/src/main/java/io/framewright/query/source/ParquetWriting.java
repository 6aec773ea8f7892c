package io.framewright.query.source;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.query.Cores;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes a frame in Parquet: groups of rows, in each a chunk of every column, and what they are at the end. The numbers
 * are those of parquet.thrift of the format.
 */
final class ParquetWriting {
    private static final int ROWS_A_GROUP = 1 << 20;
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int OPTIONAL = 1;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int RLE_DICTIONARY = 8;

    private final Frame frame;
    private final Compression compression;
    private final OutputStream out;
    private final SaveMonitor monitor;
    private final Cores cores;
    private final List<byte[]> groups = new ArrayList<>();
    private long written;

    private ParquetWriting(Frame frame, Compression compression, OutputStream out, SaveMonitor monitor, Cores cores) {
        this.frame = frame;
        this.compression = compression;
        this.out = out;
        this.monitor = monitor;
        this.cores = cores;
    }

    static long write(Frame frame, Compression compression, OutputStream out, SaveMonitor monitor, Cores cores)
            throws IOException {
        try (out) {
            new ParquetWriting(frame, compression, out, monitor, cores).write();
        }
        return frame.rowCount();
    }

    private void write() throws IOException {
        bytes(MAGIC);
        for (int first = 0; first < frame.rowCount(); first += ROWS_A_GROUP) {
            int end = (int) Math.min(frame.rowCount(), (long) first + ROWS_A_GROUP);
            group(first, end);
            monitor.rowWritten(end, frame.rowCount());
        }
        byte[] footer = ThriftWriter.struct(this::footer);
        bytes(footer);
        bytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.length)
                .array());
        bytes(MAGIC);
    }

    /** Compresses as many columns at a time as there are cores, so that no more of them lie in memory. */
    private void group(int first, int end) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        List<Column> columns = frame.data();
        long expanded = 0;
        for (int from = 0; from < columns.size(); from += cores.count()) {
            monitor.checkCancelled();
            int begin = from;
            ParquetPages[] pages = new ParquetPages[Math.min(cores.count(), columns.size() - from)];
            cores.run(pages.length, i -> {
                pages[i] = new ParquetPages(compression);
                pages[i].write(columns.get(begin + i).data(), first, end);
            });
            for (int i = 0; i < pages.length; i++) {
                long start = written;
                for (ByteBuffer part : pages[i].parts()) {
                    out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
                    written += part.remaining();
                }
                expanded += pages[i].expanded();
                Column column = columns.get(begin + i);
                ParquetPages done = pages[i];
                chunks.add(ThriftWriter.struct(chunk ->
                        chunk.i64(2, 0).nested(3, meta -> chunk(meta, column, done, end - first, start))));
            }
        }
        long total = expanded;
        groups.add(ThriftWriter.struct(
                group -> group.structs(1, chunks).i64(2, total).i64(3, end - first)));
    }

    private void chunk(ThriftWriter meta, Column column, ParquetPages pages, int rows, long start) {
        meta.i32(1, physical(column.type()));
        if (pages.dictionaryLength() > 0) {
            meta.numbers(2, PLAIN, RLE, RLE_DICTIONARY);
        } else {
            meta.numbers(2, PLAIN, RLE);
        }
        meta.texts(3, List.of(column.name()))
                .i32(4, codec())
                .i64(5, rows)
                .i64(6, pages.expanded())
                .i64(7, written - start)
                .i64(9, start + pages.dictionaryLength());
        if (pages.dictionaryLength() > 0) {
            meta.i64(11, start);
        }
        meta.nested(12, statistics -> statistics.i64(3, pages.missing()));
    }

    private int codec() {
        return switch (compression) {
            case NONE -> 0;
            case SNAPPY -> 1;
            case ZSTD -> 6;
        };
    }

    private void footer(ThriftWriter meta) {
        List<byte[]> schema = new ArrayList<>();
        schema.add(ThriftWriter.struct(
                root -> root.text(4, "frame").i32(5, frame.data().size())));
        for (Column column : frame.data()) {
            schema.add(ThriftWriter.struct(leaf -> element(leaf, column)));
        }
        byte[] format = ThriftWriter.struct(
                pair -> pair.text(1, ParquetFooter.FORMAT_KEY).text(2, Integer.toString(ParquetFooter.FORMAT)));
        meta.i32(1, 1)
                .structs(2, schema)
                .i64(3, frame.rowCount())
                .structs(4, groups)
                .structs(5, List.of(format))
                .text(6, "framewright version " + ParquetFooter.FORMAT);
    }

    static int physical(ColumnType type) {
        return switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME -> ParquetLeaf.INT32;
            case LONG, LOCAL_DATE_TIME, INSTANT -> ParquetLeaf.INT64;
            case DOUBLE -> ParquetLeaf.DOUBLE;
            case BOOLEAN -> ParquetLeaf.BOOLEAN;
            case STRING -> ParquetLeaf.BYTE_ARRAY;
        };
    }

    /** The older of the two descriptions of a type is written only where it says the same. */
    private static void element(ThriftWriter leaf, Column column) {
        leaf.i32(1, physical(column.type())).i32(3, OPTIONAL).text(4, column.name());
        switch (column.type()) {
            case STRING -> leaf.i32(6, 0).nested(10, logical -> logical.nested(1, text -> {}));
            case LOCAL_DATE -> leaf.i32(6, 6).nested(10, logical -> logical.nested(6, date -> {}));
            case LOCAL_TIME -> leaf.nested(10, logical -> logical.nested(7, time(false)));
            case LOCAL_DATE_TIME -> leaf.nested(10, logical -> logical.nested(8, time(false)));
            case INSTANT -> leaf.i32(6, 9).nested(10, logical -> logical.nested(8, time(true)));
            default -> {}
        }
    }

    private static Consumer<ThriftWriter> time(boolean utc) {
        return time -> time.truth(1, utc).nested(2, unit -> unit.nested(1, millis -> {}));
    }

    private void bytes(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }
}
