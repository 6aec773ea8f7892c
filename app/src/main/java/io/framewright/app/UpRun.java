package io.framewright.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.app.config.PlatformConfig;
import io.framewright.client.running.RunDirectory;
import io.framewright.client.running.RunFile;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.manager.cluster.NodeKeys;
import io.framewright.net.HttpConfig;
import io.framewright.transport.RedactedUri;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;

/** One run of {@code up}: starts the platform, says where it is, and waits for the end. */
final class UpRun {
    private final Console console;
    private final PlatformConfig config;
    private final Optional<ClusterConfig> cluster;
    private final Optional<HttpConfig> http;
    private final RunDirectory directory;

    UpRun(Console console, PlatformConfig config, Optional<ClusterConfig> cluster, Optional<HttpConfig> http) {
        this.console = console;
        this.config = config;
        this.cluster = cluster;
        this.http = http;
        this.directory = RunDirectory.of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    ExitCode run() {
        console.note("Configuration: " + config.redacted());
        cluster.ifPresent(node -> console.note("Node of a cluster: listen=" + node.listen() + "; join=" + node.join()
                + "; label=" + new TreeSet<>(node.labels()) + "; TLS "
                + node.keys().map(NodeKeys::toString).orElse("off") + "; split-brain="
                + node.splitBrain().key() + " after " + node.stableAfter().toSeconds() + " s"));
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
                    .flatMap(announced ->
                            Platform.start(config, cluster, http, directory.path(), snapshots, console::note, ending))
                    .flatMap(platform -> directory.write(runOf(platform)).map(written -> platform))
                    .fold(console::failure, pending -> ExitCode.UNREACHABLE, platform -> serve(platform, ending));
        }
    }

    private void withdraw() {
        directory.remove(ProcessHandle.current().pid()).mapLeft(console::failure);
    }

    private static RunFile runOf(Platform platform) {
        return RunFile.ofThisProcess(platform.amqp(), platform.redis());
    }

    /**
     * Waits for Ctrl-C or SIGTERM, which end the JVM through {@link Ending}; or for the other nodes, which may shut
     * this one out.
     */
    private ExitCode serve(Platform platform, Ending ending) {
        RunFile run = runOf(platform);
        ending.add(run, () -> {
            console.note("Shutting down; commands that run may end first.");
            withdraw();
        });
        announce(run, platform);
        if (platform.shutOut().toCompletableFuture().join()) {
            return console.failure(Failure.of(
                    FailureCode.CLUSTER_UNAVAILABLE,
                    "This node is out of its cluster: it heard too few of the others for too long. Its workers run on"
                            + " the other nodes. Start it again when it reaches them."));
        }
        ending.untilTheEnd();
        return ExitCode.OK;
    }

    private void announce(RunFile run, Platform platform) {
        Optional<String> address = platform.clusterAddress();
        Optional<URI> web = platform.http();
        if (console.isJson()) {
            ObjectNode ready = run.toJson();
            ready.remove("startedOn");
            address.ifPresent(listening -> ready.put("cluster", listening));
            web.ifPresent(listening -> ready.put("http", listening.toString()));
            platform.flight().ifPresent(listening -> ready.put("flight", listening.toString()));
            platform.firstToken().ifPresent(token -> ready.put("httpToken", token));
            console.json(ready);
            return;
        }
        console.line("AMQP   " + shown(run.amqp(), config.amqp().isPresent()));
        console.line("Redis  " + shown(run.redis(), config.redis().isPresent()));
        address.ifPresent(listening -> console.line("Node   " + listening));
        web.ifPresent(listening -> console.line("HTTP   " + listening + "/"));
        platform.flight().ifPresent(listening -> console.line("Flight " + listening));
        platform.firstToken()
                .ifPresent(token -> console.line("Token  " + token + "  (role admin; it is shown this once, keep it)"));
        console.line("Ready, process " + run.pid() + ". Ctrl-C ends it. From another terminal:");
        console.line("  framewright spawn --channel my-events");
    }

    /** The servers of our own are there to be attached to; the password of another is not ours to show. */
    private static String shown(URI uri, boolean foreign) {
        return foreign ? RedactedUri.of(uri.toString()) : uri.toString();
    }
}
