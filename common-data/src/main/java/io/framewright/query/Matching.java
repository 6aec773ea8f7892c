package io.framewright.query;

/**
 * Which rows of the probe side stand beside which of the build side: counted first, so that it is known how much memory
 * the result takes, then written. In the order of the probe rows, and within them of the build rows.
 */
final class Matching {
    /** Which probe rows stay. */
    enum Kind {
        /** Once for each partner. */
        MATCHED,
        /** Once for each partner, and once if there is none. */
        EVERY,
        /** Once if there is a partner. */
        WITH,
        /** Once if there is none. */
        WITHOUT
    }

    private final int[] keys;
    private final JoinIndex index;
    private final Kind kind;
    private final RowChunks chunks;
    /** Per chunk of probe rows the place of its first pair; then the count of all. */
    private final long[] starts;

    private Matching(int[] keys, JoinIndex index, Kind kind, RowChunks chunks) {
        this.keys = keys;
        this.index = index;
        this.kind = kind;
        this.chunks = chunks;
        this.starts = new long[chunks.count(keys.length) + 1];
    }

    /** The rows of each side in their pairs; those of the build side say nothing where the kind has no partners. */
    record Pairs(RowList probe, RowList build) {}

    /**
     * Counts.
     *
     * @param keys the key of each probe row; overwritten
     */
    static Matching of(int[] keys, JoinIndex index, Kind kind, RowChunks chunks) {
        Matching matching = new Matching(keys, index, kind, chunks);
        chunks.each(
                keys.length,
                (chunk, from, to) -> matching.starts[chunk + 1] =
                        index.unique() ? matching.look(from, to) : matching.count(from, to));
        for (int chunk = 1; chunk < matching.starts.length; chunk++) {
            matching.starts[chunk] += matching.starts[chunk - 1];
        }
        return matching;
    }

    /** How many pairs there are. */
    long count() {
        return starts[starts.length - 1];
    }

    /** Whether the pairs are the probe rows as they stand, each once. */
    boolean everyProbeRowOnce() {
        return count() == keys.length && (index.unique() || kind == Kind.WITH || kind == Kind.WITHOUT);
    }

    /** The pairs; there must be no more than an array holds. */
    Pairs pairs() {
        int count = Math.toIntExact(count());
        boolean partners = kind == Kind.MATCHED || kind == Kind.EVERY;
        if (everyProbeRowOnce()) {
            return new Pairs(RowList.all(count), RowList.of(keys, count));
        }
        int[] probe = new int[count];
        int[] build = new int[partners ? count : 0];
        chunks.each(keys.length, (chunk, from, to) -> {
            int at = (int) starts[chunk];
            if (partners && !index.unique()) {
                fill(from, to, at, probe, build);
            } else {
                pick(from, to, at, probe, build);
            }
        });
        return new Pairs(RowList.of(probe, count), RowList.of(build, count));
    }

    /** Puts the one partner, or -1, in the place of the key. */
    private int look(int from, int to) {
        int found = 0;
        int[] rows = index.rows();
        for (int row = from; row < to; row++) {
            int partner = keys[row] < 0 ? -1 : rows[keys[row]] - 1;
            keys[row] = partner;
            found += partner < 0 ? 0 : 1;
        }
        return switch (kind) {
            case MATCHED, WITH -> found;
            case EVERY -> to - from;
            case WITHOUT -> to - from - found;
        };
    }

    private long count(int from, int to) {
        long pairs = 0;
        for (int row = from; row < to; row++) {
            int partners = index.count(keys[row]);
            pairs += switch (kind) {
                case MATCHED -> partners;
                case EVERY -> Math.max(1, partners);
                case WITH -> Math.min(1, partners);
                case WITHOUT -> partners == 0 ? 1 : 0;
            };
        }
        return pairs;
    }

    private void fill(int from, int to, int start, int[] probe, int[] build) {
        int at = start;
        for (int row = from; row < to; row++) {
            int key = keys[row];
            int first = key < 0 ? 0 : index.starts()[key];
            int end = key < 0 ? 0 : index.starts()[key + 1];
            for (int partner = first; partner < end; partner++) {
                probe[at] = row;
                build[at++] = index.rows()[partner];
            }
            if (first == end && kind == Kind.EVERY) {
                probe[at] = row;
                build[at++] = -1;
            }
        }
    }

    /** Where each probe row stands once at most. */
    private void pick(int from, int to, int start, int[] probe, int[] build) {
        int at = start;
        boolean wanted = kind != Kind.WITHOUT;
        for (int row = from; row < to; row++) {
            boolean found = index.unique() ? keys[row] >= 0 : index.count(keys[row]) > 0;
            if (found == wanted) {
                if (build.length > 0) {
                    build[at] = keys[row];
                }
                probe[at++] = row;
            }
        }
    }
}
