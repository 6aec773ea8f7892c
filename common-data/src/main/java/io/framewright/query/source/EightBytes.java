package io.framewright.query.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes of text at once, in a long whose lowest byte is the first. */
final class EightBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final long ZEROS = 0x3030_3030_3030_3030L;

    /** The highest bit of each byte. */
    static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private EightBytes() {}

    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    static void put(byte[] bytes, int index, long eight) {
        LONGS.set(bytes, index, eight);
    }

    /** This byte eight times. */
    static long repeat(int b) {
        return (b & 0xFFL) * 0x0101_0101_0101_0101L;
    }

    /** The highest bit of each byte that is the same in both; exact. */
    static long equal(long eight, long repeated) {
        long different = eight ^ repeated;
        return ~((different & LOW_BITS) + LOW_BITS | different | LOW_BITS);
    }

    /** Where the first byte stands whose highest bit is set in such a mask; 8 if there is none. */
    static int first(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }

    /**
     * The number that up to eight digits stand for; -1 if something else is among them.
     *
     * @param end behind the last digit; the seven bytes before the first can be read too, whatever they are
     * @param count 1 to 8
     */
    static long digits(byte[] bytes, int end, int count) {
        int rest = Long.SIZE - count * Byte.SIZE;
        long eight = (at(bytes, end - 8) ^ ZEROS) >>> rest << rest;
        if (((eight + 0x7676_7676_7676_7676L | eight) & HIGH_BITS) != 0) {
            return -1;
        }
        long pairs = eight * 10 + (eight >>> 8);
        return ((pairs & 0x0000_00FF_0000_00FFL) * 0x000F_4240_0000_0064L
                        + (pairs >>> 16 & 0x0000_00FF_0000_00FFL) * 0x0000_2710_0000_0001L)
                >>> 32;
    }
}
