package io.framewright.app;

import io.framewright.serialize.Json;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewright cancel}. */
@Command(
        name = "cancel",
        description = "Cancel a command that runs or waits, wherever it is; it ends in COMMAND_CANCELLED, and the"
                + " frames are as before.",
        footer = {
            "",
            "Example:",
            "  framewright cancel 0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f 7b0d6f0c-5a8e-4d43-8c25-93c2f1f0a6de"
        })
final class CancelCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ConnectOptions connection = new ConnectOptions();

    @Parameters(index = "0", paramLabel = "WORKER", converter = Uuid.class, description = "The worker's UUID.")
    private UUID worker = new UUID(0, 0);

    @Parameters(index = "1", paramLabel = "COMMAND", converter = Uuid.class, description = "The command's UUID.")
    private UUID command = new UUID(0, 0);

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        return connection.with(
                console,
                platform ->
                        console.finish(platform.cancel(worker, command).await(), changed -> show(console, changed)));
    }

    private void show(Console console, boolean changed) {
        if (console.isJson()) {
            console.json(Json.mapper()
                    .createObjectNode()
                    .put("workerId", worker.toString())
                    .put("commandId", command.toString())
                    .put("changed", changed));
        } else if (changed) {
            console.line("Command " + command + " is cancelled: now if it runs, else when its turn comes.");
        } else {
            console.line("Nothing to cancel: command " + command + " has its outcome, or there is no such worker.");
        }
    }
}
