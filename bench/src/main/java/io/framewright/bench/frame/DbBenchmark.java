package io.framewright.bench.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The data of the db-benchmark (H2O.ai, DuckDB Labs) at a number of rows: the group-by table {@code g1} with K = 100,
 * no missing values and no order, and the join tables {@code x}, {@code small}, {@code medium} and {@code big}. The
 * distributions are those of its groupby-datagen.R and join-datagen.R, the draws our own, with a fixed seed. Below 1e7
 * rows, which its join set does not go, {@code small} and {@code medium} keep ten and a hundred rows at least.
 */
record DbBenchmark(int rows) {
    static final List<String> TABLES = List.of("g1", "x", "small", "medium", "big");
    private static final int K = 100;
    private static final int MILLIONTHS_OF_100 = 100_000_000;
    static final int LEAST_ROWS = 1_000;
    static final int MOST_ROWS = 1_000_000_000;

    DbBenchmark {
        if (rows < LEAST_ROWS || rows > MOST_ROWS) {
            throw new IllegalArgumentException("rows must be 1e3 to 1e9, not " + rows);
        }
    }

    /** What the table is made of; each call draws again, and the same. */
    GeneratedTable table(String name) {
        return switch (name) {
            case "g1" -> groupBy();
            case "x" -> left();
            case "small" -> right(small(), 1);
            case "medium" -> right(medium(), 2);
            case "big" -> right(rows, 3);
            default -> throw new IllegalArgumentException("there is no table " + name + " but " + TABLES);
        };
    }

    /** The CSV file of a table in this directory, named as the db-benchmark names it; written if it is not there. */
    Path file(Path directory, String name) throws IOException {
        String left = "J1_" + shown(rows) + "_";
        Path file = directory.resolve(
                switch (name) {
                    case "g1" -> "G1_" + shown(rows) + "_1e2_0_0.csv";
                    case "x" -> left + "NA_0_0.csv";
                    case "small" -> left + shown(small()) + "_0_0.csv";
                    case "medium" -> left + shown(medium()) + "_0_0.csv";
                    case "big" -> left + shown(rows) + "_0_0.csv";
                    default -> throw new IllegalArgumentException(name);
                });
        if (!Files.exists(file)) {
            Files.createDirectories(directory);
            table(name).write(file);
        }
        return file;
    }

    /** The columns of a table that are whole numbers. */
    static List<String> wholeColumns(String table) {
        return switch (table) {
            case "g1" -> List.of("id4", "id5", "id6", "v1", "v2");
            case "small" -> List.of("id1");
            case "medium" -> List.of("id1", "id2");
            default -> List.of("id1", "id2", "id3");
        };
    }

    private int small() {
        return Math.max(10, rows / 1_000_000);
    }

    private int medium() {
        return Math.max(100, rows / 1_000);
    }

    private GeneratedTable groupBy() {
        int groups = rows / K;
        return new GeneratedTable(
                List.of(
                        GeneratedColumn.text("id1", K, 3, upTo("g1.id1", K)),
                        GeneratedColumn.text("id2", K, 3, upTo("g1.id2", K)),
                        GeneratedColumn.text("id3", groups, 10, upTo("g1.id3", groups)),
                        GeneratedColumn.whole("id4", K, upTo("g1.id4", K)),
                        GeneratedColumn.whole("id5", K, upTo("g1.id5", K)),
                        GeneratedColumn.whole("id6", groups, upTo("g1.id6", groups)),
                        GeneratedColumn.whole("v1", 5, upTo("g1.v1", 5)),
                        GeneratedColumn.whole("v2", 15, upTo("g1.v2", 15)),
                        decimals("v3", "g1.v3")),
                rows);
    }

    private GeneratedTable left() {
        int[] id1 = sampleAll(JoinKeys.of("id1", small()).left(), rows, "x.id1");
        int[] id2 = sampleAll(JoinKeys.of("id2", medium()).left(), rows, "x.id2");
        int[] id3 = sampleAll(JoinKeys.of("id3", rows).left(), rows, "x.id3");
        return new GeneratedTable(keysAnd(decimals("v1", "x.v1"), id1, id2, id3), rows);
    }

    /** Has the first {@code keys} of the three keys; the last of them is in each row another. */
    private GeneratedTable right(int size, int keys) {
        int[] keyRows = {small(), medium(), rows};
        int[][] ids = new int[keys][];
        for (int i = 0; i < keys; i++) {
            String id = "id" + (i + 1);
            ids[i] = sampleAll(JoinKeys.of(id, keyRows[i]).right(), size, "right" + keys + "." + id);
        }
        return new GeneratedTable(keysAnd(decimals("v2", "right" + keys + ".v2"), ids), size);
    }

    private static List<GeneratedColumn> keysAnd(GeneratedColumn value, int[]... ids) {
        GeneratedColumn[] columns = new GeneratedColumn[ids.length * 2 + 1];
        for (int i = 0; i < ids.length; i++) {
            int[] id = ids[i];
            int max = Arrays.stream(id).max().orElse(0);
            columns[i] = GeneratedColumn.whole("id" + (i + 1), max, row -> id[row]);
            columns[ids.length + i] = GeneratedColumn.text("id" + (i + 4), max, 1, row -> id[row]);
        }
        columns[ids.length * 2] = value;
        return List.of(columns);
    }

    private static IntUnaryOperator upTo(String draws, int max) {
        Draws drawn = Draws.of(draws);
        return row -> 1 + drawn.below(max, row);
    }

    private static GeneratedColumn decimals(String name, String draws) {
        Draws drawn = Draws.of(draws);
        return GeneratedColumn.decimal(name, MILLIONTHS_OF_100, row -> drawn.below(MILLIONTHS_OF_100 + 1, row));
    }

    /** So many of the keys, in no order: each once, and then any. */
    private static int[] sampleAll(int[] keys, int size, String name) {
        Draws draws = Draws.of(name);
        int[] sample = Arrays.copyOf(keys, size);
        for (int i = keys.length; i < size; i++) {
            sample[i] = keys[draws.below(keys.length, i)];
        }
        draws.shuffle(sample);
        return sample;
    }

    /** 10000000 as 1e7. */
    private static String shown(int number) {
        int digits = number;
        int zeros = 0;
        while (digits % 10 == 0) {
            digits /= 10;
            zeros++;
        }
        return digits + "e" + zeros;
    }
}
