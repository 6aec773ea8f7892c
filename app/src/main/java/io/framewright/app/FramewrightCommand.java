package io.framewright.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command that holds all others. */
@Command(
        name = "framewright",
        description = "Remote, stateful data-frame sessions: workers driven by commands, answering in events.",
        versionProvider = Version.class,
        subcommands = {
            UpCommand.class,
            SpawnCommand.class,
            WorkersCommand.class,
            NodesCommand.class,
            SendCommand.class,
            ListenCommand.class,
            EventsCommand.class,
            KillCommand.class,
            CancelCommand.class,
            DeadLettersCommand.class,
            HealthCommand.class,
            TokenCommand.class,
            DemoCommand.class,
            ClassPathCommand.class,
            VersionCommand.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  framewright demo                          see what it does, in a few seconds",
            "  framewright up --data-root .              run the platform until Ctrl-C",
            "  framewright spawn --channel my-events     then, from another terminal, a worker"
        })
final class FramewrightCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public ExitCode call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
