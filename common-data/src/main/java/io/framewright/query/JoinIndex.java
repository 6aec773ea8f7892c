package io.framewright.query;

/**
 * The rows of the build side by key. Where every key stands in one row at most, {@code rows} has per key that row plus
 * one, 0 for none; else the rows of key {@code k}, ascending, are those from {@code starts[k]} (inclusive) to
 * {@code starts[k + 1]} (exclusive). Each part owns a share of the keys and looks at all rows for those of its own.
 */
record JoinIndex(int[] rows, int[] starts, boolean unique) {
    private static final int[] NONE = new int[0];

    static JoinIndex of(int[] keys, int range, RowChunks chunks) {
        int parts = Math.min(range, chunks.shares(Math.max(keys.length, range)));
        int[] rows = new int[range];
        boolean[] twice = new boolean[parts];
        chunks.share(
                parts,
                part -> twice[part] = !single(keys, bound(part, parts, range), bound(part + 1, parts, range), rows));
        for (boolean again : twice) {
            if (again) {
                return many(keys, range, parts, chunks);
            }
        }
        return new JoinIndex(rows, NONE, true);
    }

    private static int bound(int part, int parts, int range) {
        return (int) ((long) range * part / parts);
    }

    private static boolean single(int[] keys, int low, int high, int[] rows) {
        for (int row = 0; row < keys.length; row++) {
            int key = keys[row];
            if (key >= low && key < high) {
                if (rows[key] != 0) {
                    return false;
                }
                rows[key] = row + 1;
            }
        }
        return true;
    }

    private static JoinIndex many(int[] keys, int range, int parts, RowChunks chunks) {
        // While the parts work, the place behind a key's own is the count, and then the next free place, of that key.
        int[] starts = new int[range + 1];
        int[] counts = new int[parts + 1];
        chunks.share(parts, part -> {
            int low = bound(part, parts, range);
            int high = bound(part + 1, parts, range);
            int count = 0;
            for (int key : keys) {
                if (key >= low && key < high) {
                    starts[key + 1]++;
                    count++;
                }
            }
            counts[part + 1] = count;
        });
        for (int part = 0; part < parts; part++) {
            counts[part + 1] += counts[part];
        }
        int[] rows = new int[counts[parts]];
        chunks.share(parts, part -> {
            int low = bound(part, parts, range);
            int high = bound(part + 1, parts, range);
            int next = counts[part];
            for (int key = low; key < high; key++) {
                int count = starts[key + 1];
                starts[key + 1] = next;
                next += count;
            }
            for (int row = 0; row < keys.length; row++) {
                int key = keys[row];
                if (key >= low && key < high) {
                    rows[starts[key + 1]++] = row;
                }
            }
        });
        return new JoinIndex(rows, starts, false);
    }

    /** How many rows have this key, which may be -1. */
    int count(int key) {
        if (key < 0) {
            return 0;
        }
        return unique ? Math.min(1, rows[key]) : starts[key + 1] - starts[key];
    }
}
