package io.framewright.app;

import io.framewright.client.Restore;
import io.framewright.client.SpawnOptions;
import io.framewright.client.SpawnedWorker;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code framewright spawn}. */
@Command(
        name = "spawn",
        description = "Start a worker and print its UUID.",
        footer = {
            "",
            "Examples:",
            "  framewright spawn --channel my-events",
            "  framewright spawn --channel my-events --id 0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f",
            "  framewright spawn --channel my-events --restore none",
            "  framewright spawn --channel my-events --idle-timeout 600 --ttl 86400"
        })
final class SpawnCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ConnectOptions connection = new ConnectOptions();

    @Option(
            names = {"-c", "--channel"},
            required = true,
            paramLabel = "CHANNEL",
            description = "The Redis channel for the worker's events.")
    private String channel = "";

    @Option(
            names = "--id",
            paramLabel = "UUID",
            converter = Uuid.class,
            description = "The worker's UUID; without it, a new one.")
    private UUID id = UUID.randomUUID();

    @Option(
            names = "--restore",
            paramLabel = "none",
            description = "With none, the worker has no frames when it is started again, and nothing of them is kept;"
                    + " without it, they come back.")
    private @Nullable String restore;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            split = ",",
            description = "Only a node of the cluster with these labels may host it, now and later.")
    private List<String> labels = List.of();

    @Option(
            names = "--idle-timeout",
            paramLabel = "SECONDS",
            description = "Its frames leave memory when it has had nothing to do for so long, until its next command;"
                    + " unless given, as the platform does with all workers.")
    private @Nullable Long idleTimeout;

    @Option(
            names = "--ttl",
            paramLabel = "SECONDS",
            description = "It ends when it has had nothing to do for so long; unless given, as the platform does with"
                    + " all workers.")
    private @Nullable Long ttl;

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        if (restore != null && !restore.equals("none")) {
            throw new ParameterException(
                    spec.commandLine(), "--restore is " + restore + "; it must be none, or left out.");
        }
        SpawnOptions options = new SpawnOptions(
                channel,
                id,
                restore == null ? Restore.FRAMES : Restore.NONE,
                Set.copyOf(labels),
                seconds("--idle-timeout", idleTimeout),
                seconds("--ttl", ttl));
        return connection.with(
                console,
                platform -> console.finish(platform.spawnWorker(options).await(), worker -> show(console, worker)));
    }

    private Optional<Duration> seconds(String option, @Nullable Long given) {
        if (given != null && given < 1) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + given + "; it must be a whole number of seconds from 1 on.");
        }
        return Optional.ofNullable(given).map(Duration::ofSeconds);
    }

    private static void show(Console console, SpawnedWorker worker) {
        if (console.isJson()) {
            console.json(Json.mapper()
                    .createObjectNode()
                    .put("workerId", worker.workerId().toString())
                    .put("startedOn", Timestamps.write(worker.startedOn()))
                    .put("pid", worker.pid())
                    .put("responseChannel", worker.responseChannel())
                    .put("host", worker.host()));
        } else {
            console.line(worker.workerId().toString());
        }
    }
}
