package io.framewright.bench.faults;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A running {@link Host}, seen from the harness. Thread-safe. */
final class HostProcess {
    private static final List<String> QUICK = List.of(
            "-Xmx192m", "-Xms48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData");

    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private volatile boolean ready;

    private HostProcess(Process process) {
        this.process = process;
    }

    /** Starts one; it is ready a moment later. */
    static HostProcess start(HostConfig config, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Host.class.getName()));
        command.addAll(config.arguments());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .directory(new File("/"))
                    .start();
            HostProcess host = new HostProcess(process);
            Thread reader = new Thread(host::read, "host-" + process.pid());
            reader.setDaemon(true);
            reader.start();
            return host;
        } catch (IOException failed) {
            throw new UncheckedIOException("a host could not be started", failed);
        }
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("ready")) {
                    ready = true;
                } else {
                    answers.add(line);
                }
            }
        } catch (IOException ended) {
            // Killed while it said something.
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReady() {
        return ready && process.isAlive();
    }

    /** SIGKILL; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGSTOP or SIGCONT. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it ended by itself, where it was told to. */
    boolean hasHalted() {
        return !process.isAlive() && process.exitValue() == FaultPoints.HALTED;
    }

    void arm(FaultPoint point, int passages) {
        tell("arm " + point + " " + passages);
    }

    void disarm() {
        tell("disarm");
    }

    void close() {
        tell("close");
    }

    private synchronized void tell(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException ended) {
            // It is not there any more; nobody waits for what it was told.
        }
    }

    /** What it answers to an order that begins like its answer; empty if it ended or gave none in ten seconds. */
    synchronized Optional<String> ask(String order) {
        answers.clear();
        tell(order);
        String kind = order.substring(0, (order + " ").indexOf(' ')) + " ";
        try {
            String answer = answers.poll(10, TimeUnit.SECONDS);
            return answer != null && answer.startsWith(kind)
                    ? Optional.of(answer.substring(kind.length()))
                    : Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
