package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/** A column of a file, on its way into a frame. Not thread-safe. */
interface ArrowColumn {
    /** Adds its rows of a batch, whose columns before it were read. */
    void read(ArrowBatch batch) throws IOException;

    /** Makes room for so many rows in all, as far as memory may be taken for them; a guess. */
    void expect(int rows);

    /** The column, after the last batch. */
    Column toColumn();

    static ArrowColumn of(
            Field field,
            DistinctNames names,
            Map<Long, ArrowDictionary> dictionaries,
            int maxCellLength,
            MemoryBudget budget) {
        String given = field.name() == null ? "" : field.name();
        String name = names.next(given);
        @Nullable DictionaryEncoding encoding = field.dictionary();
        boolean text = field.typeType() == Type.Utf8 || field.typeType() == Type.LargeUtf8;
        boolean bytes = field.typeType() == Type.Binary || field.typeType() == Type.LargeBinary;
        boolean wide = field.typeType() == Type.LargeUtf8 || field.typeType() == Type.LargeBinary;
        ArrowTexts texts = new ArrowTexts(wide, bytes, maxCellLength);
        if (encoding != null) {
            if (!text) {
                throw unsupported(name, "a dictionary of " + typeName(field));
            }
            ArrowDictionary dictionary =
                    dictionaries.computeIfAbsent(encoding.id(), id -> new ArrowDictionary(texts, budget));
            @Nullable Int index = encoding.indexType();
            ArrowNumbers codes = index == null
                    ? ArrowNumbers.whole(Integer.SIZE, true)
                    : ArrowNumbers.whole(index.bitWidth(), index.isSigned());
            return new ArrowCodes(name, codes, dictionary, budget);
        }
        if (text || bytes) {
            ColumnValues values = new ColumnValues(name, ColumnType.STRING, budget);
            return new Texts(texts, values, maxCellLength);
        }
        if (field.typeType() == Type.Null) {
            return new Nothing(new ColumnValues(name, ColumnType.STRING, budget));
        }
        @Nullable ArrowNumbers numbers = ArrowNumbers.of(field);
        if (numbers == null) {
            throw unsupported(name, typeName(field));
        }
        return new Numbers(numbers, new ColumnValues(name, numbers.type(), budget));
    }

    private static String typeName(Field field) {
        return field.typeType() >= 0 && field.typeType() < Type.names.length
                ? Type.name(field.typeType())
                : "an unknown type";
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

    /** Numbers, dates and times of a fixed width. */
    record Numbers(ArrowNumbers numbers, ColumnValues values) implements ArrowColumn {
        @Override
        public void expect(int rows) {
            values.expect(rows);
        }

        @Override
        public void read(ArrowBatch batch) throws IOException {
            batch.nextColumn();
            @Nullable ByteBuffer validity = batch.validity();
            if (validity == null) {
                numbers.readChunks(batch, (chunk, row, count) -> numbers.addAll(chunk, count, values));
                return;
            }
            numbers.read(batch, (chunk, at, row) -> {
                if (ArrowBatch.has(validity, row)) {
                    numbers.add(chunk, at, values);
                } else {
                    values.missing();
                }
            });
        }

        @Override
        public Column toColumn() {
            return values.toColumn();
        }
    }

    /** Texts that are written out. */
    record Texts(ArrowTexts texts, ColumnValues values, int maxCellLength) implements ArrowColumn {
        @Override
        public void expect(int rows) {}

        @Override
        public void read(ArrowBatch batch) throws IOException {
            batch.nextColumn();
            texts.read(batch, text -> {
                if (text == null) {
                    values.missing();
                } else {
                    values.text(text, maxCellLength);
                }
            });
        }

        @Override
        public Column toColumn() {
            return values.toColumn();
        }
    }

    /** Missing throughout. */
    record Nothing(ColumnValues values) implements ArrowColumn {
        @Override
        public void expect(int rows) {}

        @Override
        public void read(ArrowBatch batch) {
            batch.nextColumn();
            for (long row = 0; row < batch.length(); row++) {
                values.missing();
            }
        }

        @Override
        public Column toColumn() {
            return values.toColumn();
        }
    }
}
