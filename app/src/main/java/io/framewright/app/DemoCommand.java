package io.framewright.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code framewright demo}. */
@Command(
        name = "demo",
        description = "Start everything, load a data set, reshape, query and save it, show each event, clean up.",
        footer = {"", "Examples:", "  framewright demo", "  framewright demo --csv sales.csv"})
final class DemoCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--csv", paramLabel = "FILE", description = "Use this file instead of the flights that come along.")
    private @Nullable Path csv;

    @Override
    public ExitCode call() {
        return new DemoRun(common.console(spec), Optional.ofNullable(csv)).run();
    }
}
