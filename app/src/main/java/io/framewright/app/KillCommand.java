package io.framewright.app;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewright kill}. */
@Command(
        name = "kill",
        description = "End a worker; its queue and its frames are gone, its events stay for a while.",
        footer = {"", "Example:", "  framewright kill 0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f --drain"})
final class KillCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ConnectOptions connection = new ConnectOptions();

    @Parameters(paramLabel = "WORKER", converter = Uuid.class, description = "The worker's UUID.")
    private UUID worker = new UUID(0, 0);

    @Option(names = "--drain", description = "First finish what is queued.")
    private boolean drain;

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        return connection.with(
                console,
                platform -> platform.kill(worker, drain)
                        .await()
                        .fold(
                                console::failure,
                                pending -> ExitCode.TIMED_OUT,
                                changed -> changed ? killed(console) : notThere(console)));
    }

    private ExitCode killed(Console console) {
        if (console.isJson()) {
            console.json(Json.mapper()
                    .createObjectNode()
                    .put("workerId", worker.toString())
                    .put("changed", true));
        } else {
            console.line("Killed " + worker + ".");
        }
        return ExitCode.OK;
    }

    private ExitCode notThere(Console console) {
        return console.failure(Failure.of(
                FailureCode.NO_SUCH_WORKER,
                "No worker has the UUID " + worker + "; the command workers tells which there are.",
                "workerId",
                worker.toString()));
    }
}
