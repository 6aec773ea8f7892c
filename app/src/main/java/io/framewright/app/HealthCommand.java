package io.framewright.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.HostHealth;
import io.framewright.serialize.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code framewright health}. */
@Command(
        name = "health",
        description =
                "Tell whether the platform can do its work: exit code 0 if it can, 3 if a server cannot be reached,"
                        + " 4 if no process manager answers in time, 1 if one answers that something is missing.",
        footer = {"", "Example:", "  framewright health --json | jq .ready"})
final class HealthCommand implements Callable<ExitCode> {
    private static final int MEBI = 1 << 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ConnectOptions connection = new ConnectOptions();

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        return connection.with(
                console,
                platform -> platform.health()
                        .await()
                        .fold(console::failure, pending -> ExitCode.TIMED_OUT, health -> show(console, health)));
    }

    private static ExitCode show(Console console, HostHealth health) {
        if (console.isJson()) {
            ObjectNode json = Json.mapper()
                    .createObjectNode()
                    .put("ready", health.ready())
                    .put("workers", health.workers())
                    .put("memoryBytes", health.memoryBytes())
                    .put("memoryLimitBytes", health.memoryLimitBytes());
            json.set("problems", Json.mapper().valueToTree(health.problems()));
            console.json(json);
        } else {
            console.line(health.ready() ? "Ready." : "Not ready; commands wait.");
            health.problems().forEach((what, message) -> console.line(what + ": " + message));
            console.line(health.workers() + " workers here; their frames take " + health.memoryBytes() / MEBI + " of "
                    + health.memoryLimitBytes() / MEBI + " MiB.");
        }
        return health.ready() ? ExitCode.OK : ExitCode.FAILED;
    }
}
