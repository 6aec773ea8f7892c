package io.framewright.query.source;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Values of bytes in a page, one after the other: where each stands is good until the next call. Sixteen bytes behind
 * each can be read too. Throws {@link Damaged} where there are fewer. Not thread-safe.
 */
abstract class ParquetSlices {
    /** At most so many values at a time. */
    static final int BATCH = 4096;

    final int[] starts = new int[BATCH];
    final int[] ends = new int[BATCH];
    private byte[] bytes;

    private ParquetSlices(byte[] bytes) {
        this.bytes = bytes;
    }

    /** In what the values stand. */
    byte[] bytes() {
        return bytes;
    }

    /** Reads at most so many values, and one at least; gives back how many. */
    abstract int read(int most);

    /** Each behind its length of four bytes. */
    static ParquetSlices plain(byte[] bytes, int from, int end) {
        return new ParquetSlices(bytes) {
            private int at = from;

            @Override
            int read(int most) {
                int place = at;
                for (int i = 0; i < most; i++) {
                    if (Integer.BYTES > end - place) {
                        throw tooFew();
                    }
                    int length = (int) EightBytes.at(bytes, place);
                    place += Integer.BYTES;
                    if (length < 0 || length > end - place) {
                        throw tooFew();
                    }
                    starts[i] = place;
                    place += length;
                    ends[i] = place;
                }
                at = place;
                return most;
            }
        };
    }

    /** All of one length. */
    static ParquetSlices fixed(byte[] bytes, int from, int end, int length) {
        return new ParquetSlices(bytes) {
            private int at = from;

            @Override
            int read(int most) {
                if ((long) most * length > end - at) {
                    throw tooFew();
                }
                for (int i = 0; i < most; i++) {
                    starts[i] = at;
                    at += length;
                    ends[i] = at;
                }
                return most;
            }
        };
    }

    /** All of one length: first the first bytes of all, then the second, and so on. */
    static ParquetSlices split(byte[] bytes, int from, int end, int length) {
        int count = (end - from) / length;
        byte[] whole = new byte[count * length + ParquetFile.MARGIN];
        for (int b = 0; b < length; b++) {
            for (int i = 0; i < count; i++) {
                whole[i * length + b] = bytes[from + b * count + i];
            }
        }
        return fixed(whole, 0, count * length, length);
    }

    /** First all lengths, then all bytes (DELTA_LENGTH_BYTE_ARRAY). */
    static ParquetSlices lengths(byte[] bytes, int from, int end, int most) {
        Lengths lengths = Lengths.read(bytes, from, end, most);
        return new ParquetSlices(bytes) {
            private int at = lengths.position();
            private int given;

            @Override
            int read(int wanted) {
                for (int i = 0; i < wanted; i++) {
                    int length = lengths.next(given++, end - at);
                    starts[i] = at;
                    at += length;
                    ends[i] = at;
                }
                return wanted;
            }
        };
    }

    /**
     * Each with how many of its first bytes it shares with the one before (DELTA_BYTE_ARRAY).
     *
     * @param copied told how many bytes are about to be copied: what a file says may come to very many
     */
    static ParquetSlices prefixes(byte[] bytes, int from, int end, int most, IntConsumer copied) {
        Lengths prefixes = Lengths.read(bytes, from, end, most);
        Lengths suffixes = Lengths.read(bytes, prefixes.position(), end, most);
        return new Prefixed(bytes, end, prefixes, suffixes, copied);
    }

    private static Damaged tooFew() {
        return new Damaged("it has fewer values than it says");
    }

    /** Lengths that stand before what they are of. */
    private record Lengths(int[] lengths, int position) {
        static Lengths read(byte[] bytes, int from, int end, int most) {
            ParquetDelta delta = new ParquetDelta(bytes, from, end, most);
            int[] lengths = new int[delta.total()];
            long[] batch = new long[Math.min(BATCH, lengths.length)];
            for (int done = 0; done < lengths.length; ) {
                int now = Math.min(BATCH, lengths.length - done);
                delta.read(batch, now);
                for (int i = 0; i < now; i++) {
                    if (batch[i] < 0 || batch[i] > Integer.MAX_VALUE) {
                        throw new Damaged("it has a value of a length that there cannot be");
                    }
                    lengths[done + i] = (int) batch[i];
                }
                done += now;
            }
            return new Lengths(lengths, delta.position());
        }

        int next(int index, int room) {
            if (index >= lengths.length || lengths[index] > room) {
                throw tooFew();
            }
            return lengths[index];
        }
    }

    /** See {@link #prefixes}. */
    private static final class Prefixed extends ParquetSlices {
        private static final int ENOUGH = 1 << 20;

        private final byte[] page;
        private final int end;
        private final Lengths prefixes;
        private final Lengths suffixes;
        private final IntConsumer copied;
        private byte[] own = new byte[1024];
        private int at;
        private int given;
        private int lastStart;
        private int lastEnd;

        Prefixed(byte[] page, int end, Lengths prefixes, Lengths suffixes, IntConsumer copied) {
            super(page);
            this.page = page;
            this.end = end;
            this.prefixes = prefixes;
            this.suffixes = suffixes;
            this.copied = copied;
            this.at = suffixes.position();
        }

        @Override
        byte[] bytes() {
            return own;
        }

        @Override
        int read(int most) {
            int length = lastEnd - lastStart;
            System.arraycopy(own, lastStart, own, 0, length);
            lastStart = 0;
            lastEnd = length;
            int done = 0;
            while (done < most && (done == 0 || lastEnd < ENOUGH)) {
                int prefix = prefixes.next(given, lastEnd - lastStart);
                int suffix = suffixes.next(given, end - at);
                given++;
                int start = lastEnd;
                room(start + (long) prefix + suffix);
                copied.accept(prefix);
                System.arraycopy(own, lastStart, own, start, prefix);
                System.arraycopy(page, at, own, start + prefix, suffix);
                at += suffix;
                lastStart = start;
                lastEnd = start + prefix + suffix;
                starts[done] = lastStart;
                ends[done++] = lastEnd;
            }
            return done;
        }

        private void room(long needed) {
            if (needed > Growth.MAX_LENGTH - ParquetFile.MARGIN) {
                throw new Damaged("it has a value that is too long");
            }
            if (needed + ParquetFile.MARGIN > own.length) {
                own = Arrays.copyOf(own, (int) Math.min(Growth.MAX_LENGTH, needed * 3 / 2 + ParquetFile.MARGIN));
            }
        }
    }
}
