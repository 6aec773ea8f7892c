package io.framewright.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code framewright class-path}. */
@Command(
        name = "class-path",
        description = "Print a class path with which a Java program of yours can use the client.",
        footer = {
            "",
            "Examples:",
            "  framewright class-path",
            "  java -cp \"$(framewright class-path)\" LateFlights.java"
        })
final class ClassPathCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        console.line(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith("*") || Files.exists(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator)));
        return ExitCode.OK;
    }
}
