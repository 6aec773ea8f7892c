package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.LongData;

/**
 * The places of rows in an order. They are counted in one go over the order, which costs little beside sorting, and put
 * to the rows on all cores.
 */
final class Ranking {
    private final int[] order;
    private final byte[] begins;
    private final RowChunks chunks;

    Ranking(int[] order, RowRuns runs, RowChunks chunks) {
        this.order = order;
        this.begins = runs.begins();
        this.chunks = chunks;
    }

    ColumnData values(RankMethod method) {
        int[] places = new int[order.length];
        switch (method) {
            case MAX -> lastOfRuns(places);
            case PERCENT -> {
                return shares(places);
            }
            default -> upwards(method, places);
        }
        long[] ranks = new long[order.length];
        chunks.each(order.length, (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                ranks[order[i]] = places[i];
            }
        });
        return LongData.of(ColumnType.LONG, ranks);
    }

    private void upwards(RankMethod method, int[] places) {
        int group = 0;
        int run = 0;
        int dense = 0;
        for (int i = 0; i < places.length; i++) {
            if (begins[i] == RowRuns.GROUP) {
                group = i;
                dense = 0;
            }
            if (begins[i] != 0) {
                run = i;
                dense++;
            }
            places[i] = switch (method) {
                case DENSE -> dense;
                case ORDINAL -> i - group + 1;
                default -> run - group + 1;
            };
        }
    }

    private void lastOfRuns(int[] places) {
        for (int from = 0; from < places.length; ) {
            int end = end(from, RowRuns.GROUP);
            for (int run = from; run < end; ) {
                int next = end(run, RowRuns.RUN);
                for (int i = run; i < next; i++) {
                    places[i] = next - from;
                }
                run = next;
            }
            from = end;
        }
    }

    /** The place behind the last one of what begins here. */
    private int end(int from, byte mark) {
        int end = from + 1;
        while (end < begins.length && begins[end] < mark) {
            end++;
        }
        return end;
    }

    private ColumnData shares(int[] places) {
        upwards(RankMethod.MIN, places);
        double[] shares = new double[order.length];
        for (int from = 0; from < places.length; ) {
            int end = end(from, RowRuns.GROUP);
            int others = Math.max(1, end - from - 1);
            for (int i = from; i < end; i++) {
                shares[i] = (places[i] - 1) / (double) others;
            }
            from = end;
        }
        double[] ranks = new double[order.length];
        chunks.each(order.length, (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                ranks[order[i]] = shares[i];
            }
        });
        return DoubleData.of(ranks);
    }
}
