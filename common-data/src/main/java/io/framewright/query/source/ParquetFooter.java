package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file says about itself at its end: its columns, and where their values stand.
 *
 * @param leaves the columns
 * @param names of the columns in the frame
 * @param groups in the order of their rows
 */
record ParquetFooter(List<ParquetLeaf> leaves, List<String> names, List<Group> groups, int rows) {
    /** The key in a file's metadata that says which version of how we write it is of. */
    static final String FORMAT_KEY = "framewright.format";

    /** The version of how we write files. */
    static final int FORMAT = 1;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_FOOTER = 1 << 27;
    /** What a chunk and the lists it is in take. */
    private static final int CHUNK_BYTES = 72;

    /** Rows whose values stand together: of each column a chunk. */
    record Group(int firstRow, int rows, List<Chunk> chunks) implements RowRange {}

    /** The values of a column in a group. */
    record Chunk(int codec, long start, long length) {}

    static ParquetFooter read(ParquetFile file, DataLimits limits, MemoryBudget budget) {
        int tail = Integer.BYTES + MAGIC.length;
        if (file.size() < MAGIC.length + tail || !starts(file.read(0, MAGIC.length), 0, MAGIC)) {
            throw file.malformed(
                    file.size() >= MAGIC.length && starts(file.read(0, MAGIC.length), 0, ENCRYPTED)
                            ? "it is encrypted"
                            : "it does not begin with PAR1",
                    0);
        }
        byte[] last = file.read(file.size() - tail, tail);
        if (starts(last, Integer.BYTES, ENCRYPTED)) {
            throw file.malformed("it is encrypted", file.size() - MAGIC.length);
        }
        if (!starts(last, Integer.BYTES, MAGIC)) {
            throw file.malformed("it is cut off: it does not end with PAR1", file.size());
        }
        long length = EightBytes.at(last, 0) & 0xFFFF_FFFFL;
        long start = file.size() - tail - length;
        if (start < MAGIC.length || length > MOST_FOOTER) {
            throw file.malformed("the length of its metadata is wrong", file.size() - tail);
        }
        budget.take(length);
        byte[] bytes = file.read(start, (int) length);
        ThriftReader in = new ThriftReader(bytes, 0, (int) length);
        try {
            ParquetFooter footer = new Reading(in, file, limits, budget).read();
            budget.take(-length);
            return footer;
        } catch (Damaged | IndexOutOfBoundsException damaged) {
            throw file.malformed(
                    damaged instanceof Damaged said ? said.why() : "its metadata contradicts itself",
                    start + in.position());
        }
    }

    private static boolean starts(byte[] bytes, int at, byte[] with) {
        return Arrays.equals(bytes, at, at + with.length, with, 0, with.length);
    }

    /** Reads the metadata once from its beginning to its end. */
    private static final class Reading {
        private final ThriftReader in;
        private final ParquetFile file;
        private final DataLimits limits;
        private final MemoryBudget budget;
        private final List<ParquetLeaf> elements = new ArrayList<>();
        private final List<Group> groups = new ArrayList<>();
        private List<Chunk> chunks = new ArrayList<>();
        private long rows;
        private long rowsSaid;
        private long groupRows;
        private String key = "";
        private String value = "";

        Reading(ThriftReader in, ParquetFile file, DataLimits limits, MemoryBudget budget) {
            this.in = in;
            this.file = file;
            this.limits = limits;
            this.budget = budget;
        }

        ParquetFooter read() {
            in.struct(id -> {
                switch (id) {
                    case 2 -> in.structs(this::element);
                    case 3 -> rowsSaid = in.whole();
                    case 4 -> in.structs(this::group);
                    case 5 -> in.structs(this::keyValue);
                    default -> {}
                }
            });
            if (rows != rowsSaid) {
                throw new Damaged("its parts have " + rows + " rows and it says " + rowsSaid);
            }
            List<ParquetLeaf> leaves = leaves();
            for (Group group : groups) {
                if (group.chunks().size() != leaves.size()) {
                    throw new Damaged("a part of its rows has not all columns");
                }
            }
            DistinctNames names = new DistinctNames();
            List<String> distinct =
                    leaves.stream().map(leaf -> names.next(leaf.name())).toList();
            return new ParquetFooter(leaves, distinct, groups, (int) rows);
        }

        private void element() {
            if (elements.size() > limits.maxColumns()) {
                throw new Refused(
                        FailureCode.MEMORY_LIMIT,
                        "There are more than " + limits.maxColumns() + " columns, which is the limit.",
                        Map.of("maxColumns", limits.maxColumns()));
            }
            elements.add(ParquetLeaf.read(in));
        }

        /** The elements behind the first, which stands for a row. */
        private List<ParquetLeaf> leaves() {
            if (elements.isEmpty()) {
                throw new Damaged("it has no schema");
            }
            List<ParquetLeaf> leaves = elements.subList(1, elements.size());
            for (ParquetLeaf leaf : leaves) {
                String unsupported = leaf.unsupported();
                if (unsupported != null) {
                    throw unsupported(leaf.name(), unsupported);
                }
            }
            if (elements.get(0).children() != leaves.size()) {
                throw new Damaged("its schema is not of as many columns as it says");
            }
            return leaves;
        }

        private void group() {
            chunks = new ArrayList<>();
            groupRows = -1;
            in.struct(id -> {
                switch (id) {
                    case 1 -> in.structs(this::chunk);
                    case 3 -> groupRows = in.whole();
                    default -> {}
                }
            });
            if (groupRows < 0) {
                throw new Damaged("a part of it has fewer than no rows");
            }
            if (groupRows > limits.maxRows() - rows) {
                throw new Refused(
                        FailureCode.MEMORY_LIMIT,
                        "There are more than " + limits.maxRows() + " rows, which is the limit.",
                        Map.of("maxRows", limits.maxRows()));
            }
            groups.add(new Group((int) rows, (int) groupRows, chunks));
            rows += groupRows;
        }

        private void chunk() {
            budget.take(CHUNK_BYTES);
            // Codec, length, first page of values, dictionary.
            long[] found = {-1, -1, -1, -1};
            in.struct(id -> {
                switch (id) {
                    case 1 -> {
                        if (!in.text().isEmpty()) {
                            throw new Damaged("its values stand in another file");
                        }
                    }
                    case 3 ->
                        in.nested(field -> {
                            switch (field) {
                                case 4 -> found[0] = in.number();
                                case 7 -> found[1] = in.whole();
                                case 9 -> found[2] = in.whole();
                                case 11 -> found[3] = in.whole();
                                default -> {}
                            }
                        });
                    case 8, 9 -> throw new Damaged("a column of it is encrypted");
                    default -> {}
                }
            });
            long start = found[3] > 0 && found[3] < found[2] ? found[3] : found[2];
            if (start < 0 || found[1] < 0 || start > file.size() || found[1] > file.size() - start) {
                throw new Damaged("it is cut off, or says that it is longer than it is");
            }
            chunks.add(new Chunk((int) found[0], start, found[1]));
        }

        private void keyValue() {
            key = "";
            value = "";
            in.struct(id -> {
                switch (id) {
                    case 1 -> key = in.text();
                    case 2 -> value = in.text();
                    default -> {}
                }
            });
            if (key.equals(FORMAT_KEY) && !value.equals(Integer.toString(FORMAT))) {
                throw new Damaged("it is of version '" + value.substring(0, Math.min(value.length(), 10))
                        + "' of Framewright's files, and this Framewright reads version " + FORMAT
                        + "; read it with a newer one");
            }
        }

        private static Refused unsupported(String name, String type) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("column", name);
            detail.put("type", type);
            return new Refused(
                    FailureCode.TYPE_MISMATCH,
                    "The column '" + name + "' is " + type
                            + " in the file, which a frame cannot hold; write the file without it, or as a text.",
                    detail);
        }
    }
}
