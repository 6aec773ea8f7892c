package io.framewright.app;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.framewright.transport.LetterSelection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code framewright dead-letters drop}. */
@Command(
        name = "drop",
        description = "Remove dead letters for good.",
        footer = {"", "Example:", "  framewright dead-letters drop --worker 7b0d6f0c-5a8e-4d43-8c25-93c2f1f0a6de"})
final class DeadLettersDropCommand implements Callable<ExitCode> {
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
            Either<Failure, Long> dropped = Either.right(0L);
            for (LetterSelection selection : selections) {
                dropped = dropped.flatMap(sum ->
                        platform.deadLetters().drop(selection, targets.limit()).map(more -> sum + more));
            }
            return console.finish(dropped, count -> show(console, count));
        });
    }

    private static void show(Console console, long count) {
        if (console.isJson()) {
            console.json(Json.mapper().createObjectNode().put("dropped", count));
        } else {
            console.line("Dropped " + count + ".");
        }
    }
}
