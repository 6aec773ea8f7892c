package io.framewright.bench.http;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.FrameFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Nine columns such as those of the db-benchmark's group-by table: three of texts, five of whole numbers, one of
 * decimals.
 */
final class Data {
    private static final int K = 100;

    private Data() {}

    static Frame frame(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        List<Column> columns = new ArrayList<>();
        columns.add(texts("id1", K, rows, random));
        columns.add(texts("id2", K, rows, random));
        columns.add(texts("id3", Math.max(1, rows / K), rows, random));
        for (String name : List.of("id4", "id5")) {
            columns.add(numbers(name, K, rows, random));
        }
        columns.add(numbers("id6", Math.max(1, rows / K), rows, random));
        columns.add(numbers("v1", 5, rows, random));
        columns.add(numbers("v2", 15, rows, random));
        double[] decimals = new double[rows];
        Arrays.setAll(decimals, row -> random.nextInt(100_000_000) / 1e6);
        columns.add(new Column("v3", DoubleData.of(decimals, rows)));
        return Frame.ofColumns(columns);
    }

    private static Column texts(String name, int different, int rows, SplittableRandom random) {
        String[] words = new String[different];
        Arrays.setAll(words, word -> String.format("id%010d", word + 1));
        int[] codes = new int[rows];
        Arrays.setAll(codes, row -> random.nextInt(different));
        return new Column(name, TextData.of(words, codes, rows));
    }

    private static Column numbers(String name, int different, int rows, SplittableRandom random) {
        int[] values = new int[rows];
        Arrays.setAll(values, row -> 1 + random.nextInt(different));
        return new Column(name, IntData.of(ColumnType.INTEGER, values, rows));
    }

    static void writeCsv(Frame frame, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            if (!FrameFormat.CSV
                    .write(frame, 0, frame.rowCount(), out, WorkMonitor.NONE)
                    .isRight()) {
                throw new IOException("the rows cannot be written");
            }
        }
    }
}
