package io.framewright.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.client.CallOptions;
import io.framewright.client.Framewright;
import io.framewright.client.Rows;
import io.framewright.command.Command;
import io.framewright.event.Event;
import io.framewright.event.Outcome;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewright send}. */
@CommandLine.Command(
        name = "send",
        description = "Send a command to a worker, wait for its outcome and print the outcome's data.",
        footer = {
            "",
            "Examples:",
            "  framewright send WORKER GET_INFO_WORKER",
            "  framewright send WORKER LOAD_WORKER_FRAME_MANAGER \\",
            "      '{\"source\": {\"type\": \"csv\", \"path\": \"flights.csv\"}}'",
            "  framewright send WORKER MODIFY_WORKER_FRAME_MANAGER @steps.json --timeout 600",
            "  framewright send WORKER SNAPSHOT_WORKER_FRAME_MANAGER",
            "  echo '{\"limit\": 5}' | framewright send WORKER QUERY_WORKER_FRAME_MANAGER -"
        })
final class SendCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ConnectOptions connection = new ConnectOptions();

    @Parameters(index = "0", paramLabel = "WORKER", converter = Uuid.class, description = "The worker's UUID.")
    private UUID worker = new UUID(0, 0);

    @Parameters(index = "1", paramLabel = "COMMAND_TYPE", description = "For example GET_INFO_WORKER.")
    private String commandType = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "JSON|@FILE|-",
            description = "The command's data, an object: here, in a file, or from the standard input.")
    private String data = "{}";

    @Option(names = "--no-wait", description = "Print the command's id as soon as the broker has it.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = Timeout.class,
            description = "How long to wait for the outcome; 60 unless given.")
    private Duration timeout = Duration.ofMinutes(1);

    @Option(
            names = "--command-id",
            paramLabel = "UUID",
            converter = Uuid.class,
            description = "Sending a command again with its id does not execute it again.")
    private UUID commandId = UUID.randomUUID();

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        return CommandData.read(data, System.in)
                .fold(
                        console::failure,
                        pending -> ExitCode.USAGE,
                        object -> connection.with(console, platform -> send(console, platform, command(object))));
    }

    private Command command(JsonNode object) {
        return new Command(commandType, commandId, Timestamps.now(), null, null, null, null, object);
    }

    private ExitCode send(Console console, Framewright platform, Command command) {
        if (noWait) {
            return console.finish(platform.post(worker, command).await(), id -> sent(console, id));
        }
        return console.finish(
                platform.send(
                                worker,
                                command,
                                CallOptions.ofTimeout(timeout).withListener(event -> show(console, event)))
                        .await(),
                outcome -> {});
    }

    private static void sent(Console console, UUID id) {
        if (console.isJson()) {
            console.json(Json.mapper().createObjectNode().put("commandId", id.toString()));
        } else {
            console.line(id.toString());
        }
    }

    /** With --json every event of the command goes out; otherwise the outcome's data, and the others as progress. */
    private static void show(Console console, Event event) {
        if (console.isJson()) {
            console.json(event);
        } else if (event.outcome() == Outcome.PENDING) {
            console.note(event.eventType() + "  " + EventLine.summary(event));
        } else if (event.outcome() == Outcome.SUCCEEDED) {
            show(console, event.data());
        }
    }

    private static void show(Console console, JsonNode data) {
        if (Rows.areIn(data)) {
            Rows rows = Rows.of(data);
            rows.lines().forEach(console::line);
            console.note(rows.size() + " of " + rows.rowCount() + " rows");
            return;
        }
        try {
            console.line(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(data));
        } catch (JsonProcessingException treesCanBeWritten) {
            throw new UncheckedIOException(treesCanBeWritten);
        }
    }
}
