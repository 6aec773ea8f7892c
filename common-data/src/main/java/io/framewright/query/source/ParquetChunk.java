package io.framewright.query.source;

import io.framewright.query.source.ParquetFooter.Chunk;
import io.framewright.query.source.ParquetFooter.Group;
import java.time.DateTimeException;
import java.util.function.IntConsumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a column in a group of rows, page by page. All that a file says of lengths and counts is held
 * against the bytes and rows there are. Used once, by one thread.
 */
final class ParquetChunk {
    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;
    private static final int DATA_PAGE_2 = 3;
    private static final int USUAL_HEADER = 1 << 8;
    private static final int MOST_HEADER = 1 << 24;
    private static final int READ_AT_ONCE = 1 << 23;
    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE = 3;

    private final ParquetFile file;
    private final ParquetColumn column;
    private final Group group;
    private final Chunk chunk;
    private final ParquetWork work;
    private final ParquetValues values;
    private long at;
    private byte[] window = {};
    private long windowAt;
    private byte[] page = {};
    private int pageLength;
    private int done;

    /** @param words of a column of texts; null of any other */
    ParquetChunk(
            ParquetFile file,
            ParquetColumn column,
            Group group,
            Chunk chunk,
            ParquetWork work,
            @Nullable ByteWords words) {
        this.file = file;
        this.column = column;
        this.group = group;
        this.chunk = chunk;
        this.work = work;
        this.at = chunk.start();
        this.values = new ParquetValues(column, words, work);
    }

    void read() {
        try {
            while (done < group.rows()) {
                page();
            }
        } catch (Damaged damaged) {
            throw file.malformed("column '" + column.name() + "': " + damaged.why(), at);
        } catch (Unusual tooMuch) {
            throw column.tooMuch(tooMuch);
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | NegativeArraySizeException
                | ArithmeticException
                | DateTimeException wrong) {
            // Numbers that no value has.
            throw file.malformed("column '" + column.name() + "' has values that there cannot be", at);
        } finally {
            work.giveBack(page.length + (long) window.length);
            values.end();
        }
    }

    private void page() {
        PageHeader header = header();
        long body = at + header.length;
        if (header.packed < 0 || header.packed > end() - body) {
            throw new Damaged("a page is cut off, or says that it is longer than it is");
        }
        if (header.expanded < 0 || header.expanded > Growth.MAX_LENGTH - ParquetFile.MARGIN || header.count < 0) {
            throw new Damaged("a page says that it has fewer bytes or values than none, or too many");
        }
        work.step(header.length + (long) header.packed);
        if (header.kind == DICTIONARY_PAGE || header.kind == DATA_PAGE || header.kind == DATA_PAGE_2) {
            int place = load(body, header.packed);
            checkSum(header, place);
            work.expand(header.expanded);
            switch (header.kind) {
                case DICTIONARY_PAGE -> dictionary(header, place);
                case DATA_PAGE -> data(header, place);
                default -> data2(header, place);
            }
        }
        at = body + header.packed;
    }

    private void checkSum(PageHeader header, int place) {
        if (header.summed) {
            CRC32 sum = new CRC32();
            sum.update(window, place, header.packed);
            if ((int) sum.getValue() != header.sum) {
                throw new Damaged("a page is not what its check sum says");
            }
        }
    }

    private void dictionary(PageHeader header, int place) {
        if (header.encoding != PLAIN && header.encoding != PLAIN_DICTIONARY) {
            throw new Damaged("it has a dictionary of an unknown kind");
        }
        byte[] own = new byte[header.expanded + ParquetFile.MARGIN];
        codec().expand(window, place, header.packed, own, 0, header.expanded);
        values.dictionary(own, header.expanded, header.count);
    }

    private void data(PageHeader header, int place) {
        room(header.expanded);
        codec().expand(window, place, header.packed, page, 0, header.expanded);
        int from = 0;
        @Nullable ParquetHybrid levels = null;
        if (column.leaf().optional()) {
            if (header.levels != RLE) {
                throw new Damaged("it says which values are missing in a way that is no longer used");
            }
            int length = header.expanded < Integer.BYTES ? -1 : (int) EightBytes.at(page, 0);
            if (length < 0 || length > header.expanded - Integer.BYTES) {
                throw new Damaged("it has fewer values than it says");
            }
            from = Integer.BYTES + length;
            levels = new ParquetHybrid(page, Integer.BYTES, from, 1);
        }
        rows(header, levels, from);
    }

    private void data2(PageHeader header, int place) {
        if (header.repetitions != 0
                || header.missing < 0
                || header.missing > header.packed
                || header.missing > header.expanded) {
            throw new Damaged("a page says of its missing values what cannot be");
        }
        room(header.expanded);
        System.arraycopy(window, place, page, 0, header.missing);
        Codec codec = header.compressed ? codec() : Codec.NONE;
        int packed = header.packed - header.missing;
        if (packed > 0 || header.expanded > header.missing) {
            codec.expand(window, place + header.missing, packed, page, header.missing, header.expanded);
        }
        boolean optional = column.leaf().optional();
        rows(header, optional ? new ParquetHybrid(page, 0, header.missing, 1) : null, header.missing);
    }

    private void rows(PageHeader header, @Nullable ParquetHybrid levels, int from) {
        if (header.count > group.rows() - done) {
            throw new Damaged("it has more values than rows");
        }
        values.page(page, from, pageLength, header.encoding, header.count);
        values.read(group.firstRow() + done, header.count, levels);
        done += header.count;
    }

    private Codec codec() {
        return switch (chunk.codec()) {
            case 0 -> Codec.NONE;
            case 1 -> Codec.SNAPPY;
            case 2 -> Codec.GZIP;
            case 5 -> Codec.LZ4_HADOOP;
            case 6 -> Codec.ZSTD;
            case 7 -> Codec.LZ4_BLOCK;
            default -> throw new Damaged("it is compressed as LZO, Brotli or in an unknown way, which is not read");
        };
    }

    private void room(int length) {
        if (page.length < length + ParquetFile.MARGIN) {
            work.take(length + ParquetFile.MARGIN - (long) page.length);
            page = new byte[length + ParquetFile.MARGIN];
        }
        pageLength = length;
    }

    private long end() {
        return chunk.start() + chunk.length();
    }

    /** Brings bytes of the chunk into the window; gives back where they stand in it. */
    private int load(long from, int length) {
        if (from < windowAt || from + length > windowAt + window.length - ParquetFile.MARGIN) {
            int now = (int) Math.min(end() - from, Math.max(length, READ_AT_ONCE));
            work.take(now + ParquetFile.MARGIN - (long) window.length);
            window = new byte[0];
            window = file.read(from, now);
            windowAt = from;
        }
        return (int) (from - windowAt);
    }

    private PageHeader header() {
        for (int size = USUAL_HEADER; ; size *= 16) {
            int length = (int) Math.min(size, end() - at);
            if (length <= 0) {
                throw new Damaged("it has fewer values than rows");
            }
            int place = load(at, length);
            ThriftReader in = new ThriftReader(window, place, place + length);
            try {
                PageHeader header = new PageHeader(in);
                header.length = in.position() - place;
                return header;
            } catch (Damaged damaged) {
                if (!in.endedEarly() || length < size || size >= MOST_HEADER) {
                    throw damaged;
                }
            }
        }
    }

    /** What stands before a page. */
    private static final class PageHeader {
        private int length;
        private int kind = -1;
        private int expanded = -1;
        private int packed = -1;
        private boolean summed;
        private int sum;
        private int count = -1;
        private int encoding = -1;
        private int levels = RLE;
        private int missing;
        private int repetitions;
        private boolean compressed = true;

        PageHeader(ThriftReader in) {
            IntConsumer dataPage = id -> {
                switch (id) {
                    case 1 -> count = in.number();
                    case 2 -> encoding = in.number();
                    case 3 -> levels = in.number();
                    default -> {}
                }
            };
            IntConsumer dataPage2 = id -> {
                switch (id) {
                    case 1 -> count = in.number();
                    case 4 -> encoding = in.number();
                    case 5 -> missing = in.number();
                    case 6 -> repetitions = in.number();
                    case 7 -> compressed = in.truth();
                    default -> {}
                }
            };
            in.struct(id -> {
                switch (id) {
                    case 1 -> kind = in.number();
                    case 2 -> expanded = in.number();
                    case 3 -> packed = in.number();
                    case 4 -> {
                        sum = in.number();
                        summed = true;
                    }
                    case 5, 7 -> in.nested(dataPage);
                    case 8 -> in.nested(dataPage2);
                    default -> {}
                }
            });
        }
    }
}
