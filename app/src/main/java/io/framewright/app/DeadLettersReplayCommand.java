package io.framewright.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.Framewright;
import io.framewright.either.Left;
import io.framewright.event.Failure;
import io.framewright.serialize.FailureJson;
import io.framewright.serialize.Json;
import io.framewright.transport.LetterSelection;
import io.framewright.transport.ReplayedLetter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code framewright dead-letters replay}. */
@Command(
        name = "replay",
        description =
                "Send dead letters to the queues they were taken from. A command runs under a new id, with its old"
                        + " one as causationId; a letter goes when the broker has what was sent.",
        footer = {"", "Example:", "  framewright dead-letters replay --code POISON_COMMAND"})
final class DeadLettersReplayCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ConnectOptions connection = new ConnectOptions();

    @Mixin
    private LetterTargets targets = new LetterTargets();

    @Override
    public ExitCode call() {
        var selections = targets.selections(spec);
        Console console = common.console(spec);
        return connection.with(console, platform -> {
            ExitCode worst = ExitCode.OK;
            for (LetterSelection selection : selections) {
                ExitCode code = replay(console, platform, selection);
                worst = code == ExitCode.OK ? worst : code;
            }
            return worst;
        });
    }

    private ExitCode replay(Console console, Framewright platform, LetterSelection selection) {
        return platform.deadLetters()
                .replay(selection, targets.limit())
                .fold(console::failure, pending -> ExitCode.TIMED_OUT, letters -> {
                    ExitCode worst = ExitCode.OK;
                    for (ReplayedLetter letter : letters) {
                        ExitCode code = show(console, letter);
                        worst = code == ExitCode.OK ? worst : code;
                    }
                    if (letters.isEmpty()) {
                        console.note("There are no such letters.");
                    }
                    return worst;
                });
    }

    private static ExitCode show(Console console, ReplayedLetter letter) {
        if (letter.outcome() instanceof Left<Failure, String> left) {
            if (console.isJson()) {
                console.json(json(letter)
                        .set("error", FailureJson.write(left.failure()).path("error")));
            }
            return console.failure(left.failure());
        }
        if (console.isJson()) {
            console.json(json(letter));
        } else {
            console.line("Sent " + letter.letterId() + " to " + LetterText.safe(letter.queue())
                    + letter.commandId().map(id -> " as command " + id).orElse(", unaltered") + ".");
        }
        return ExitCode.OK;
    }

    private static ObjectNode json(ReplayedLetter letter) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("letterId", letter.letterId().toString())
                .put("queue", letter.queue())
                .put("replayed", letter.outcome().isRight());
        letter.commandId().ifPresent(id -> json.put("commandId", id.toString()));
        return json;
    }
}
