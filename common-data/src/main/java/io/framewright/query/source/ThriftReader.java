package io.framewright.query.source;

import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/**
 * Reads what Thrift's compact protocol has written, field by field. What nobody takes is passed over, and nothing is
 * kept: however large a list says it is, it costs no more memory than what the caller makes of it. Throws
 * {@link Damaged}. Not thread-safe.
 */
final class ThriftReader {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;
    private static final int MAX_DEPTH = 32;
    private static final int LONG_SIZE = 15;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int type;
    private boolean taken;
    private int depth;
    private boolean endedEarly;

    ThriftReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Behind what was read. */
    int position() {
        return at;
    }

    /** Whether reading failed because the bytes came to their end. */
    boolean endedEarly() {
        return endedEarly;
    }

    /** Reads a struct: gives the id of each field to {@code fields}, which takes its value or leaves it. */
    void struct(IntConsumer fields) {
        enter();
        int id = 0;
        for (int head = next(); head != 0; head = next()) {
            id = head >> 4 == 0 ? (int) zigzag() : id + (head >> 4);
            type = head & 0xF;
            taken = false;
            int own = type;
            fields.accept(id);
            if (!taken) {
                skip(own);
            }
        }
        depth--;
        taken = true;
    }

    /** The value of a field that is a struct. */
    void nested(IntConsumer fields) {
        expect(type == STRUCT);
        struct(fields);
    }

    /** The value of a field that is a list of structs: {@code each} is called at the beginning of every one. */
    void structs(Runnable each) {
        expect(type == LIST);
        int head = next();
        int count = size(head >> 4);
        expect(count == 0 || (head & 0xF) == STRUCT);
        for (int i = 0; i < count; i++) {
            each.run();
        }
        taken = true;
    }

    /** The value of a field that is a whole number. */
    long whole() {
        expect(type >= BYTE && type <= I64);
        taken = true;
        return type == BYTE ? (byte) next() : zigzag();
    }

    /** The value of a field that is a whole number of 32 bits. */
    int number() {
        long value = whole();
        expect(value == (int) value);
        return (int) value;
    }

    boolean truth() {
        expect(type == TRUE || type == FALSE);
        taken = true;
        return type == TRUE;
    }

    String text() {
        expect(type == BINARY);
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        taken = true;
        return text;
    }

    private void skip(int kind) {
        switch (kind) {
            case TRUE, FALSE -> {}
            case BYTE -> advance(1);
            case BYTE + 1, BYTE + 2, I64 -> varint();
            case DOUBLE -> advance(Double.BYTES);
            case BINARY -> {
                int length = length();
                at += length;
            }
            case LIST, SET -> {
                int head = next();
                skipAll(size(head >> 4), head & 0xF);
            }
            case MAP -> {
                int count = size(LONG_SIZE);
                int kinds = count == 0 ? 0 : next();
                for (int i = 0; i < count; i++) {
                    skipAll(1, kinds >> 4);
                    skipAll(1, kinds & 0xF);
                }
            }
            case STRUCT -> struct(id -> {});
            default -> throw new Damaged("its metadata has a value of no known kind");
        }
    }

    private void skipAll(int count, int kind) {
        enter();
        for (int i = 0; i < count; i++) {
            // In lists a truth takes a byte, in fields none.
            skip(kind == TRUE || kind == FALSE ? BYTE : kind);
        }
        depth--;
    }

    /** Every element takes a byte at least. */
    private int size(int given) {
        long size = given == LONG_SIZE ? varint() : given;
        if (size < 0 || size > end - at) {
            throw ended();
        }
        return (int) size;
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw ended();
        }
        return (int) length;
    }

    private long zigzag() {
        long raw = varint();
        return raw >>> 1 ^ -(raw & 1);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = next();
            value |= (b & 0x7FL) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new Damaged("its metadata has a number that does not end");
    }

    private int next() {
        if (at >= end) {
            throw ended();
        }
        return bytes[at++] & 0xFF;
    }

    private void advance(int count) {
        if (count > end - at) {
            throw ended();
        }
        at += count;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new Damaged("its metadata is nested too deep");
        }
    }

    private Damaged ended() {
        endedEarly = true;
        return new Damaged("its metadata ends in the middle");
    }

    private static void expect(boolean right) {
        if (!right) {
            throw new Damaged("its metadata has a field of another kind than it should be");
        }
    }
}
