package io.framewright.bench.faults;

import io.framewright.manager.ProcessManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a host is told on its standard input, a line each, and answers on its standard output: {@code arm POINT n},
 * {@code disarm}, {@code holds WORKER} ({@code true} or {@code false}), {@code memory} (bytes of heap after a
 * collection), {@code close} (hands its workers over, then ends).
 */
final class HostOrders extends Thread {
    private final FaultPoints points;
    private final BufferedReader in;
    private final PrintStream out;
    private volatile @Nullable ProcessManager manager;

    HostOrders(FaultPoints points, InputStream in, PrintStream out) {
        super("harness");
        this.points = points;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
        setDaemon(false);
    }

    void serve(ProcessManager started) {
        manager = started;
        say("ready");
    }

    @Override
    public void run() {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                obey(line.split(" "));
            }
        } catch (IOException gone) {
            // So is the harness.
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private void obey(String[] order) {
        switch (order[0]) {
            case "arm" -> points.arm(FaultPoint.valueOf(order[1]), Integer.parseInt(order[2]));
            case "disarm" -> points.disarm();
            case "holds" -> say("holds " + holds(UUID.fromString(order[1])));
            case "memory" -> say("memory " + heapAfterCollection());
            case "close" -> close();
            default -> throw new IllegalArgumentException("not an order: " + order[0]);
        }
    }

    private boolean holds(UUID worker) {
        ProcessManager current = manager;
        return current != null && current.session(worker).isPresent();
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void close() {
        ProcessManager current = manager;
        if (current != null) {
            current.close();
        }
        Runtime.getRuntime().halt(0);
    }

    private synchronized void say(String line) {
        out.println(line);
        out.flush();
    }
}
