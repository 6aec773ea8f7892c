package io.framewright.query;

import java.util.Arrays;

/**
 * Numbers the different keys of one side of a join, and gives the keys of the other side the same numbers. Each part
 * owns a share of the hash space and looks at all rows for what is its own, so that parts write nothing in common and
 * nothing is merged.
 */
final class KeyNumbers {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final KeyTable[] tables;
    private final int partBits;

    private KeyNumbers(KeyTable[] tables) {
        this.tables = tables;
        this.partBits = Integer.numberOfTrailingZeros(tables.length);
    }

    /** The numbers of the keys, and how far they go: not every number below {@code range} need be there. */
    record Numbered(int[] build, int[] probe, long range) {}

    static Numbered of(KeySide build, int buildRows, KeySide probe, int probeRows, RowChunks chunks) {
        KeyTable[] tables = new KeyTable[Integer.highestOneBit(chunks.shares(buildRows))];
        Arrays.setAll(tables, part -> new KeyTable());
        KeyNumbers numbers = new KeyNumbers(tables);
        int[] ofBuild = new int[buildRows];
        chunks.share(tables.length, part -> numbers.add(part, build, ofBuild, chunks));
        int[] ofProbe = new int[probeRows];
        chunks.each(probeRows, (chunk, from, to) -> numbers.find(probe, from, to, ofProbe));
        long most = Arrays.stream(tables).mapToLong(KeyTable::size).max().orElse(0);
        return new Numbered(ofBuild, ofProbe, Math.max(1, most * tables.length));
    }

    private static long hash(long key) {
        long mixed = key * MIX;
        return mixed ^ mixed >>> 32;
    }

    private int part(long hash) {
        return partBits == 0 ? 0 : (int) (hash >>> (Long.SIZE - partBits));
    }

    private void add(int part, KeySide keys, int[] numbers, RowChunks chunks) {
        KeyTable table = tables[part];
        for (int from = 0; from < numbers.length; from += Math.min(chunks.size(), numbers.length - from)) {
            if (chunks.monitor().cancelled()) {
                throw new Watch.Cancelled();
            }
            keys.blocks(from, from + Math.min(chunks.size(), numbers.length - from), (at, end, block) -> {
                for (int row = at; row < end; row++) {
                    long key = block[row - at];
                    long hash = hash(key);
                    if (key == KeySide.NONE) {
                        numbers[row] = -1;
                    } else if (part(hash) == part) {
                        numbers[row] = (table.add(key, (int) hash) << partBits) + part;
                    }
                }
            });
        }
    }

    private void find(KeySide keys, int from, int to, int[] numbers) {
        keys.blocks(from, to, (at, end, block) -> {
            for (int row = at; row < end; row++) {
                long key = block[row - at];
                long hash = hash(key);
                int part = part(hash);
                int found = key == KeySide.NONE ? -1 : tables[part].find(key, (int) hash);
                numbers[row] = found < 0 ? -1 : (found << partBits) + part;
            }
        });
    }
}
