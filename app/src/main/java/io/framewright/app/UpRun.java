package io.framewright.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.app.config.PlatformConfig;
import io.framewright.client.running.RunDirectory;
import io.framewright.client.running.RunFile;
import io.framewright.transport.RedactedUri;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** One run of {@code up}: starts the platform, says where it is, and waits for the end. */
final class UpRun {
    private final Console console;
    private final PlatformConfig config;
    private final RunDirectory directory;

    UpRun(Console console, PlatformConfig config) {
        this.console = console;
        this.config = config;
        this.directory = RunDirectory.of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    ExitCode run() {
        console.note("Configuration: " + config.redacted());
        if (config.dataRoots().isEmpty()) {
            console.note("No data root: workers can use no files. Name a directory for them with --data-root DIR.");
        }
        Optional<Path> snapshots = config.snapshots()
                .place(config.redis().isPresent(), System.getenv(), Path.of(System.getProperty("user.home")));
        console.note(snapshots
                .map(place -> "Snapshots of frames: " + place + ".")
                .orElse("No snapshots of frames: a worker that starts again does its steps again."));
        try (Ending ending = new Ending()) {
            return directory
                    .sweep()
                    .flatMap(others -> directory.announce())
                    .map(announced -> ending.add(announced, this::withdraw))
                    .flatMap(announced -> Platform.start(config, directory.path(), snapshots, console::note, ending))
                    .map(platform -> RunFile.ofThisProcess(platform.amqp(), platform.redis()))
                    .flatMap(run -> directory.write(run).map(written -> run))
                    .fold(console::failure, pending -> ExitCode.UNREACHABLE, run -> serve(run, ending));
        }
    }

    private void withdraw() {
        directory.remove(ProcessHandle.current().pid()).mapLeft(console::failure);
    }

    /** Waits for Ctrl-C or SIGTERM, which end the JVM through {@link Ending}. */
    private ExitCode serve(RunFile run, Ending ending) {
        ending.add(run, () -> {
            console.note("Shutting down; commands that run may end first.");
            withdraw();
        });
        announce(run);
        ending.untilTheEnd();
        return ExitCode.OK;
    }

    private void announce(RunFile run) {
        if (console.isJson()) {
            ObjectNode ready = run.toJson();
            ready.remove("startedOn");
            console.json(ready);
            return;
        }
        console.line("AMQP   " + shown(run.amqp(), config.amqp().isPresent()));
        console.line("Redis  " + shown(run.redis(), config.redis().isPresent()));
        console.line("Ready, process " + run.pid() + ". Ctrl-C ends it. From another terminal:");
        console.line("  framewright spawn --channel my-events");
    }

    /** The servers of our own are there to be attached to; the password of another is not ours to show. */
    private static String shown(URI uri, boolean foreign) {
        return foreign ? RedactedUri.of(uri.toString()) : uri.toString();
    }
}
