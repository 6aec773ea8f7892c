package io.framewright.query.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Expands LZ4, blocks and frames. A reader of our own, as blocks of a frame may point back into those before them,
 * which the library that reads the other formats does not follow. What it does not check are the frame's own checksums.
 */
final class Lz4 {
    private static final int FRAME_MAGIC = 0x184D2204;
    private static final int MIN_MATCH = 4;
    private static final int LONGEST_SHORT = 15;

    private Lz4() {}

    /**
     * Expands one block.
     *
     * @param base where in {@code to} begins what the block may point back to
     * @return how many bytes it has given
     */
    static int block(byte[] from, int start, int length, byte[] to, int base, int at, int end) {
        int in = start;
        int inEnd = start + length;
        int out = at;
        while (in < inEnd) {
            int token = from[in++] & 0xFF;
            int literals = token >> 4;
            if (literals == LONGEST_SHORT) {
                int more;
                do {
                    more = byteAt(from, in++, inEnd);
                    literals = grown(literals, more);
                } while (more == 0xFF);
            }
            if (literals > inEnd - in || literals > end - out) {
                throw new Damaged("its LZ4 is damaged");
            }
            System.arraycopy(from, in, to, out, literals);
            in += literals;
            out += literals;
            if (in == inEnd) {
                return out - at;
            }
            int back = byteAt(from, in, inEnd) | byteAt(from, in + 1, inEnd) << 8;
            in += 2;
            int match = token & 0xF;
            if (match == LONGEST_SHORT) {
                int more;
                do {
                    more = byteAt(from, in++, inEnd);
                    match = grown(match, more);
                } while (more == 0xFF);
            }
            match += MIN_MATCH;
            if (back == 0 || back > out - base || match > end - out) {
                throw new Damaged("its LZ4 is damaged");
            }
            if (back >= match) {
                System.arraycopy(to, out - back, to, out, match);
            } else {
                for (int i = 0; i < match; i++) {
                    to[out + i] = to[out + i - back];
                }
            }
            out += match;
        }
        throw new Damaged("its LZ4 ends in the middle");
    }

    /** Expands a frame, or several one behind the other; gives back how many bytes they have given. */
    static int frames(byte[] from, int start, int length, byte[] to, int at, int end) {
        ByteBuffer in = ByteBuffer.wrap(from, start, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        int out = at;
        while (in.hasRemaining()) {
            out += frame(in, to, out, end);
        }
        return out - at;
    }

    private static int frame(ByteBuffer in, byte[] to, int base, int end) {
        if (in.getInt() != FRAME_MAGIC) {
            throw new Damaged("it has LZ4 that is no frame");
        }
        int flags = in.get();
        boolean known = (flags & 0xC0) == 0x40 && (flags & 0x01) == 0;
        if (!known) {
            throw new Damaged("it has an LZ4 frame of another version, or with a dictionary");
        }
        boolean blockSums = (flags & 0x10) != 0;
        // Largest block, content size, checksum of the header.
        int rest = 1 + ((flags & 0x08) != 0 ? Long.BYTES : 0) + 1;
        in.position(in.position() + rest);
        int out = base;
        while (true) {
            int size = in.getInt();
            if (size == 0) {
                break;
            }
            boolean plain = size < 0;
            int length = size & Integer.MAX_VALUE;
            if (length > in.remaining() || (plain && length > end - out)) {
                throw new Damaged("its LZ4 ends in the middle");
            }
            if (plain) {
                in.get(to, out, length);
                out += length;
            } else {
                out += block(in.array(), in.arrayOffset() + in.position(), length, to, base, out, end);
                in.position(in.position() + length);
            }
            if (blockSums) {
                in.getInt();
            }
        }
        if ((flags & 0x04) != 0) {
            in.getInt();
        }
        return out - base;
    }

    private static int grown(int length, int more) {
        if (length > Integer.MAX_VALUE - 2 * 0xFF) {
            throw new Damaged("its LZ4 is damaged");
        }
        return length + more;
    }

    private static int byteAt(byte[] from, int at, int end) {
        if (at >= end) {
            throw new Damaged("its LZ4 ends in the middle");
        }
        return from[at] & 0xFF;
    }
}
