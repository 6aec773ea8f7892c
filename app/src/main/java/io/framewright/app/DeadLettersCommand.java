package io.framewright.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code framewright dead-letters}: holds what can be done with them. */
@Command(
        name = "dead-letters",
        description = "Look at the messages that could not be handled; send them again, or drop them.",
        subcommands = {
            DeadLettersListCommand.class,
            DeadLettersShowCommand.class,
            DeadLettersReplayCommand.class,
            DeadLettersDropCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  framewright dead-letters list --code POISON_COMMAND",
            "  framewright dead-letters show 0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f",
            "  framewright dead-letters replay 0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f",
            "  framewright dead-letters drop --worker 7b0d6f0c-5a8e-4d43-8c25-93c2f1f0a6de"
        })
final class DeadLettersCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public ExitCode call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
