package io.framewright.app;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What to do with what was thrown, which is a bug unless memory ran out: one line for the user, the whole in a file.
 */
final class Bugs {
    private Bugs() {}

    static int report(Console console, Throwable bug) {
        if (bug instanceof OutOfMemoryError) {
            return console.failure(Failure.of(
                            FailureCode.MEMORY_LIMIT,
                            "Java has no more memory (" + bug.getMessage()
                                    + "). The variable FRAMEWRIGHT_JAVA_OPTS gives it more, for example -Xmx4g."))
                    .number();
        }
        console.failure(Failure.of(
                FailureCode.INTERNAL_ERROR,
                "This is a bug in framewright " + Version.number() + " ("
                        + bug.getClass().getSimpleName() + "). " + written(bug)));
        return ExitCode.BUG.number();
    }

    private static String written(Throwable bug) {
        try {
            Path log = Files.createTempFile("framewright-bug-", ".log");
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log, StandardCharsets.UTF_8))) {
                bug.printStackTrace(writer);
            }
            return "Please report it with the log " + log + ".";
        } catch (IOException noPlace) {
            return "Its log could not be written: " + noPlace.getMessage() + ".";
        }
    }
}
