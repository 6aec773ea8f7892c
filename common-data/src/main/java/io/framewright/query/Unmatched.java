package io.framewright.query;

/** The rows of the build side that no row of the probe side is equal to. */
final class Unmatched {
    private Unmatched() {}

    static RowList rows(JoinKeys keys, RowChunks chunks) {
        byte[] seen = new byte[keys.range()];
        int[] probe = keys.probe();
        // Several threads may write the same 1: whoever comes first, it is there when all have ended.
        chunks.each(probe.length, (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                if (probe[row] >= 0) {
                    seen[probe[row]] = 1;
                }
            }
        });
        int[] build = keys.build();
        int[] rows = new int[build.length];
        int count = 0;
        for (int row = 0; row < build.length; row++) {
            if (build[row] < 0 || seen[build[row]] == 0) {
                rows[count++] = row;
            }
        }
        return RowList.of(rows, count);
    }
}
