package io.framewright.query.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Writes Thrift's compact protocol: the fields of a struct, in the order of their ids. Not thread-safe. */
final class ThriftWriter {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I8 = 3;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int SHORT_SIZE = 15;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int last;

    /** What a struct is written as, its end included. */
    static byte[] struct(Consumer<ThriftWriter> fields) {
        ThriftWriter writer = new ThriftWriter();
        fields.accept(writer);
        writer.out.write(0);
        return writer.out.toByteArray();
    }

    ThriftWriter i8(int id, int value) {
        head(id, I8);
        out.write(value);
        return this;
    }

    ThriftWriter i32(int id, int value) {
        head(id, I32);
        zigzag(value);
        return this;
    }

    ThriftWriter i64(int id, long value) {
        head(id, I64);
        zigzag(value);
        return this;
    }

    ThriftWriter truth(int id, boolean value) {
        head(id, value ? TRUE : FALSE);
        return this;
    }

    ThriftWriter text(int id, String value) {
        head(id, BINARY);
        bytes(value);
        return this;
    }

    ThriftWriter nested(int id, Consumer<ThriftWriter> fields) {
        head(id, STRUCT);
        out.writeBytes(struct(fields));
        return this;
    }

    ThriftWriter structs(int id, List<byte[]> structs) {
        list(id, STRUCT, structs.size());
        structs.forEach(out::writeBytes);
        return this;
    }

    ThriftWriter numbers(int id, int... numbers) {
        list(id, I32, numbers.length);
        for (int number : numbers) {
            zigzag(number);
        }
        return this;
    }

    ThriftWriter texts(int id, List<String> texts) {
        list(id, BINARY, texts.size());
        texts.forEach(this::bytes);
        return this;
    }

    private void list(int id, int kind, int size) {
        head(id, LIST);
        if (size < SHORT_SIZE) {
            out.write(size << 4 | kind);
        } else {
            out.write(SHORT_SIZE << 4 | kind);
            varint(size);
        }
    }

    private void head(int id, int kind) {
        int step = id - last;
        last = id;
        if (step < 1 || step >= SHORT_SIZE) {
            throw new IllegalArgumentException("field " + id + " after one that is far from it, or behind it");
        }
        out.write(step << 4 | kind);
    }

    private void bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
    }

    private void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
