package io.framewright.bench.plane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The process of one peer. It is given its servers, the channel of its answers and a file with the names of its queues,
 * prints {@code ready}, and ends when its standard input does.
 */
final class ServerProcess implements AutoCloseable {
    private static final List<String> JVM = List.of("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC");

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    static ServerProcess start(PlaneOptions options, Peer peer, Path directory, List<String> queues, String answers)
            throws IOException {
        Path names = Files.write(directory.resolve(peer.label() + ".queues"), queues);
        List<String> command = new ArrayList<>();
        Class<?> server = peer.server();
        if (server == null) {
            Path script = directory.resolve("bench_celery.py");
            try (InputStream in = ServerProcess.class.getResourceAsStream("bench_celery.py")) {
                Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
            }
            command.addAll(List.of("/usr/bin/python3", script.toString()));
        } else {
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(JVM);
            String more = System.getenv("BENCH_SERVER_OPTS");
            if (more != null && !more.isBlank()) {
                command.addAll(List.of(more.replace("%p", peer.label()).split(" ")));
            }
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), server.getName()));
        }
        command.addAll(List.of(options.amqpUrl(), options.redisUrl(), answers, names.toString(), peer.mode()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ServerProcess started = new ServerProcess(process);
        started.awaitReady(peer);
        return started;
    }

    private void awaitReady(Peer peer) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (!"ready".equals(line)) {
            if (line == null) {
                throw new IllegalStateException("the peer " + peer.label() + " did not start");
            }
            line = output.readLine();
        }
    }

    /** Processor time so far, of the process and those it started. */
    Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
