package io.framewright.app;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.KeptLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewright dead-letters show}. */
@Command(
        name = "show",
        description = "Show one dead letter: why it is there, and the beginning of its body.",
        footer = {
            "",
            "Example:",
            "  framewright dead-letters show 0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f --body-to body.bin"
        })
final class DeadLettersShowCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ConnectOptions connection = new ConnectOptions();

    @Parameters(paramLabel = "ID", converter = Uuid.class, description = "Of the letter, or of the command in it.")
    private UUID id = new UUID(0, 0);

    @Option(names = "--body-to", paramLabel = "FILE", description = "Write the whole body, unaltered, to a new file.")
    private @Nullable Path file;

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        return connection.with(
                console,
                platform -> console.finish(
                        platform.deadLetters().find(id).flatMap(this::written), kept -> show(console, kept)));
    }

    private Either<Failure, KeptLetter> written(KeptLetter kept) {
        if (file != null) {
            try {
                Files.write(file, kept.letter().body(), StandardOpenOption.CREATE_NEW);
            } catch (IOException failed) {
                return Either.left(Failure.of(
                        FailureCode.FILE_UNUSABLE,
                        "The body cannot be written to a new file " + file + " ("
                                + failed.getClass().getSimpleName() + ")."));
            }
        }
        return Either.right(kept);
    }

    private static void show(Console console, KeptLetter kept) {
        if (console.isJson()) {
            console.json(LetterText.jsonWithBody(kept));
            return;
        }
        console.line("letter   " + kept.letterId() + ", at " + kept.position());
        kept.commandId().ifPresent(command -> console.line("command  " + command));
        console.line("queue    " + LetterText.safe(kept.letter().queue()));
        if (kept.diedOn() != null) {
            console.line("died     " + Timestamps.write(kept.diedOn()));
        }
        console.line("why      "
                + LetterText.safe(kept.letter().code() + ": " + kept.letter().message()));
        byte[] body = kept.letter().body();
        console.line("body     " + body.length + " bytes"
                + (body.length > LetterText.SHOWN_BYTES
                        ? ", the first " + LetterText.SHOWN_BYTES + " below; --body-to FILE writes all"
                        : ""));
        console.line("");
        console.line(LetterText.body(body));
    }
}
