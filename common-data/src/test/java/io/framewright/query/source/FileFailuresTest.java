package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Needs no file system: whoever runs the tests may be allowed to read everything. */
class FileFailuresTest {
    private static final String SECRET = "/srv/secret/data.csv";

    @Test
    void whatTheSystemSaysIsToldWithoutItsPaths() {
        Map<IOException, FailureCode> codes = Map.of(
                new NoSuchFileException(SECRET), FailureCode.FILE_NOT_FOUND,
                new FileAlreadyExistsException(SECRET), FailureCode.FILE_EXISTS,
                new AccessDeniedException(SECRET), FailureCode.FILE_UNUSABLE,
                new FileSystemLoopException(SECRET), FailureCode.FILE_UNUSABLE,
                new FileSystemException(SECRET), FailureCode.FILE_UNUSABLE,
                new FileSystemException(SECRET, null, "No space left on device"), FailureCode.FILE_UNUSABLE,
                new IOException(SECRET + " (No space left on device)"), FailureCode.FILE_UNUSABLE);

        codes.forEach((error, code) -> {
            Failure failure = FileFailures.of(error, "data.csv", "written");
            assertCode(failure, code);
            assertThat(failure.message()).contains("'data.csv'").doesNotContain("secret");
        });
    }

    @Test
    void theReasonIsTold() {
        assertThat(FileFailures.of(new AccessDeniedException(SECRET), "data.csv", "read")
                        .message())
                .isEqualTo("The file 'data.csv' cannot be read: permission denied.");
        assertThat(FileFailures.of(
                                new FileSystemException(SECRET, null, "No space left on device"), "data.csv", "written")
                        .message())
                .isEqualTo("The file 'data.csv' cannot be written: No space left on device.");
    }
}
