package io.framewright.bench.frame;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.Frame;
import io.framewright.frame.TextData;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What loading a CSV file takes of the heap, told by a process of its own that has loaded nothing else. Its young
 * generation is small, so that garbage does not count for much in the peak.
 */
final class LoadMemory {
    private static final double MIB = 1 << 20;

    private LoadMemory() {}

    /** The lines of the report. */
    static String measured(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + Runtime.getRuntime().maxMemory(),
                        "-Xmn64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadMemory.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the process that loads " + file + " ended with " + process.exitValue());
        }
        return told.strip();
    }

    /** Prints what {@link #measured} gives. */
    public static void main(String[] args) throws IOException {
        warmUp();
        long before = usedAfterCollection();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        Frame frame = FileLoad.load(FileFormat.CSV, Path.of(args[0]));
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                - before;
        long after = usedAfterCollection() - before;
        long raw = raw(frame);
        System.out.println("| memory, MiB | | ÷ | goal | met |");
        System.out.println("| --- | --- | --- | --- | --- |");
        System.out.printf("| primitive and dictionary data | %s | | | |%n", Spread.shown(raw / MIB));
        System.out.printf("| what the frame says it takes | %s | | | |%n", Spread.shown(frame.memoryBytes() / MIB));
        row("heap after load, of the data", after, raw, 1.15);
        row("peak while loading, of the heap after", peak, after, 2);
    }

    private static void row(String what, long bytes, long of, double goal) {
        double ratio = (double) bytes / of;
        System.out.printf(
                "| %s | %s | %s | ≤ %s | %s |%n",
                what, Spread.shown(bytes / MIB), Spread.shown(ratio), Spread.shown(goal), ratio <= goal ? "yes" : "no");
    }

    /** Loads a few rows, so that classes and their constants are not counted. */
    private static void warmUp() throws IOException {
        Path directory = Files.createTempDirectory("framewright-bench-");
        try {
            FileLoad.load(FileFormat.CSV, new DbBenchmark(DbBenchmark.LEAST_ROWS).file(directory, "g1"));
        } finally {
            for (File file : List.of(directory.toFile().listFiles())) {
                Files.delete(file.toPath());
            }
            Files.delete(directory);
        }
    }

    /** 4 or 8 bytes a value, 4 a code, and the bytes of each different text and 4 for where it begins. */
    private static long raw(Frame frame) {
        return frame.data().stream().mapToLong(LoadMemory::raw).sum();
    }

    private static long raw(Column column) {
        ColumnData data = column.data();
        long rows = data.size();
        return switch (data.type()) {
            case BOOLEAN -> rows;
            case INTEGER, LOCAL_DATE, LOCAL_TIME -> 4 * rows;
            case LONG, DOUBLE, LOCAL_DATE_TIME, INSTANT -> 8 * rows;
            case STRING -> 4 * rows + words((TextData) data);
        };
    }

    private static long words(TextData texts) {
        long bytes = 0;
        for (String word : texts.words()) {
            bytes += 4L + word.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    private static long usedAfterCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
