package io.framewright.transport.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that dies with this JVM, even when the JVM is killed: a shell holds one end of a pipe and ends the process
 * when the other end, ours, is gone.
 */
final class Lifeline implements AutoCloseable {
    private static final String SCRIPT = "log=$1; shift; \"$@\" >>\"$log\" 2>&1 </dev/null & child=$!; echo $child; "
            + "cat >/dev/null; kill -9 $child 2>/dev/null; wait $child 2>/dev/null";

    private final Process shell;
    private final ProcessHandle child;

    private Lifeline(Process shell, ProcessHandle child) {
        this.shell = shell;
        this.child = child;
    }

    static Lifeline start(List<String> command, Map<String, String> environment, Path directory, Path log)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "lifeline", log.toString()));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all).directory(directory.toFile());
        builder.environment().putAll(environment);
        Process shell = builder.redirectError(log.toFile()).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
        String pid = out.readLine();
        if (pid == null) {
            throw new IOException("could not start " + command);
        }
        ProcessHandle child = ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new IOException(command + " ended at once, see " + log));
        return new Lifeline(shell, child);
    }

    ProcessHandle child() {
        return child;
    }

    /** Ends the process and what it started. */
    @Override
    public void close() {
        List<ProcessHandle> all = child.descendants().toList();
        child.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            shell.getOutputStream().close();
        } catch (IOException alreadyGone) {
            shell.destroy();
        }
        try {
            if (!shell.waitFor(10, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
