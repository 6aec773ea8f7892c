package io.framewright.app;

import io.framewright.client.TextTable;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.KeptLetter;
import io.framewright.transport.LetterPage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code framewright dead-letters list}. */
@Command(
        name = "list",
        description = "List dead letters, oldest first; all stay where they are.",
        footer = {"", "Example:", "  framewright dead-letters list --code POISON_COMMAND --limit 20"})
final class DeadLettersListCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ConnectOptions connection = new ConnectOptions();

    @Mixin
    private LetterOptions which = new LetterOptions();

    @Option(names = "--from", paramLabel = "POSITION", description = "Begin at this position; 0 is the oldest.")
    private long from;

    @Option(names = "--limit", paramLabel = "COUNT", description = "At most so many; 50 unless given.")
    private int limit = 50;

    @Override
    public ExitCode call() {
        if (from < 0 || limit < 1 || which.contradict()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from must not be negative, --limit at least 1, and --worker and --queue exclude each other");
        }
        Console console = common.console(spec);
        return connection.with(
                console,
                platform -> console.finish(
                        platform.deadLetters().list(which.selection(Optional.empty()), from, limit),
                        page -> show(console, page)));
    }

    private static void show(Console console, LetterPage page) {
        if (console.isJson()) {
            page.letters().forEach(kept -> console.json(LetterText.json(kept)));
        } else if (!page.letters().isEmpty()) {
            TextTable table = new TextTable(
                    List.of("letter", "at", "code", "queue", "command", "type", "bytes", "died"), List.of(1, 6));
            page.letters().forEach(kept -> table.add(row(kept)));
            table.lines().forEach(console::line);
        }
        page.next().ifPresent(next -> console.note("There are more; go on with --from " + next + "."));
        console.note(page.letters().size() + " shown of " + page.total() + " dead letters.");
    }

    private static List<String> row(KeptLetter kept) {
        return List.of(
                kept.letterId().toString(),
                String.valueOf(kept.position()),
                LetterText.safe(kept.letter().code()),
                LetterText.safe(kept.letter().queue()),
                kept.commandId().map(UUID::toString).orElse(""),
                kept.command()
                        .map(command -> LetterText.safe(command.commandType()))
                        .orElse(""),
                String.valueOf(kept.letter().body().length),
                kept.diedOn() == null ? "" : Timestamps.write(kept.diedOn()));
    }
}
