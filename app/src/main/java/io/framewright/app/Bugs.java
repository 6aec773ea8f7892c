package io.framewright.app;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What to do with an exception, which is always a bug: one line for the user, the whole of it in a file. */
final class Bugs {
    private Bugs() {}

    static int report(Console console, Throwable bug) {
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
