package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.TextData;

/**
 * A key of both sides of a join as numbers from 0 to {@code range}, exclusive: equal where the values are equal. The
 * side that is indexed is called build, the one whose rows look for their partners is called probe.
 */
record KeyPair(KeySide build, KeySide probe, long range) {

    /** The sizes of the two sides and how the work is done. */
    record Sides(int buildRows, int probeRows, JoinPaths paths, RowChunks chunks) {}

    /** Two columns of the same type, or of two types of numbers. */
    static KeyPair of(ColumnData build, ColumnData probe, boolean matchMissing, Sides sides) {
        KeyPair values = ofValues(build, probe, sides);
        if (!matchMissing) {
            return values;
        }
        return new KeyPair(
                values.build.withMissing(build, values.range),
                values.probe.withMissing(probe, values.range),
                values.range + 1);
    }

    private static KeyPair ofValues(ColumnData build, ColumnData probe, Sides sides) {
        if (build instanceof TextData there && probe instanceof TextData here) {
            return ofTexts(there.compact(), here.compact(), sides.chunks());
        }
        if (build instanceof DoubleData there && probe instanceof DoubleData here) {
            return new KeyPair(KeyColumns.bits(there), KeyColumns.bits(here), Long.MAX_VALUE).numbered(sides);
        }
        KeySide there = build instanceof DoubleData doubles ? KeyColumns.wholes(doubles) : KeyColumns.values(build);
        KeySide here = probe instanceof DoubleData doubles ? KeyColumns.wholes(doubles) : KeyColumns.values(probe);
        long[] thereEnds = there.ends(sides.buildRows(), sides.chunks());
        long[] hereEnds = here.ends(sides.probeRows(), sides.chunks());
        long least = Math.max(thereEnds[0], hereEnds[0]);
        long most = Math.min(thereEnds[1], hereEnds[1]);
        if (least > most) {
            // Nothing is equal to anything: an empty range, which must not be 0 for those that multiply by it.
            return new KeyPair(there.within(0, -1), here.within(0, -1), 1);
        }
        long range = most - least + 1;
        return range <= 0 || range > sides.paths().packed()
                ? new KeyPair(there, here, Long.MAX_VALUE).numbered(sides)
                : new KeyPair(there.within(least, most), here.within(least, most), range);
    }

    /** Each word of the larger dictionary is looked up once in the smaller one; the rows are joined by code then. */
    private static KeyPair ofTexts(TextData build, TextData probe, RowChunks chunks) {
        String[] there = build.words();
        String[] here = probe.words();
        long range = Math.max(1, Math.min(there.length, here.length));
        if (there == here) {
            return new KeyPair(KeyColumns.codes(build), KeyColumns.codes(probe), range);
        }
        return there.length < here.length
                ? new KeyPair(
                        KeyColumns.codes(build), KeyColumns.codes(probe, WordCodes.map(here, there, chunks)), range)
                : new KeyPair(
                        KeyColumns.codes(build, WordCodes.map(there, here, chunks)), KeyColumns.codes(probe), range);
    }

    /** This key and another one as one key. */
    KeyPair and(KeyPair other, Sides sides) {
        if (fits(other, sides.paths())) {
            return packed(other);
        }
        KeyPair numbered = numbered(sides);
        return numbered.fits(other, sides.paths()) ? numbered.packed(other) : numbered.packed(other.numbered(sides));
    }

    private boolean fits(KeyPair other, JoinPaths paths) {
        return Math.multiplyHigh(range, other.range) == 0
                && range * other.range > 0
                && range * other.range <= paths.packed();
    }

    /** Numbers are ints, so two of them always make a long. */
    private KeyPair packed(KeyPair other) {
        return new KeyPair(
                build.and(other.build, other.range), probe.and(other.probe, other.range), range * other.range);
    }

    private KeyPair numbered(Sides sides) {
        KeyNumbers.Numbered numbered =
                KeyNumbers.of(build, sides.buildRows(), probe, sides.probeRows(), sides.chunks());
        return new KeyPair(
                KeyColumns.numbers(numbered.build()), KeyColumns.numbers(numbered.probe()), numbered.range());
    }

    /** The keys as an int a row, which the caller may overwrite; -1 for rows that are equal to none. */
    JoinKeys ints(Sides sides) {
        if (sides.paths().isDense(range, Math.max(sides.buildRows(), sides.probeRows()))) {
            return new JoinKeys(
                    build.ints(sides.buildRows(), sides.chunks()), probe.ints(sides.probeRows(), sides.chunks()), (int)
                            range);
        }
        KeyNumbers.Numbered numbered =
                KeyNumbers.of(build, sides.buildRows(), probe, sides.probeRows(), sides.chunks());
        return new JoinKeys(numbered.build(), numbered.probe(), Math.toIntExact(numbered.range()));
    }
}
