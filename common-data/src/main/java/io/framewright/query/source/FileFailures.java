package io.framewright.query.source;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** What the operating system says about a file, without the paths it says it with. */
final class FileFailures {
    private FileFailures() {}

    /** @param done what could not be done with the file: {@code read} or {@code written} */
    static Failure of(IOException error, String given, String done) {
        if (error instanceof NoSuchFileException) {
            return Failure.of(
                    FailureCode.FILE_NOT_FOUND, "There is no file '" + given + "' in the data roots.", "path", given);
        }
        if (error instanceof FileAlreadyExistsException) {
            return exists(given);
        }
        return Failure.of(
                FailureCode.FILE_UNUSABLE,
                "The file '" + given + "' cannot be " + done + ": " + reason(error) + ".",
                "path",
                given);
    }

    static Failure exists(String given) {
        return Failure.of(
                FailureCode.FILE_EXISTS,
                "There is a file '" + given + "' already; give overwrite: true to replace it.",
                "path",
                given);
    }

    private static String reason(IOException error) {
        if (error instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (error instanceof FileSystemLoopException) {
            return "its symbolic links go in a circle";
        }
        if (error instanceof FileSystemException system) {
            return system.getReason() == null ? "the file system refuses it" : system.getReason();
        }
        return "reading or writing failed";
    }
}
