package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataRootsTest {
    @TempDir
    Path base;

    private Path first;
    private Path second;
    private Path outside;
    private DataRoots roots;

    @BeforeEach
    void makeRoots() throws IOException {
        first = Files.createDirectories(base.resolve("first"));
        second = Files.createDirectories(base.resolve("second"));
        outside = Files.createDirectories(base.resolve("outside"));
        Files.writeString(outside.resolve("secret.csv"), "a\n1\n");
        Files.writeString(first.resolve("in.csv"), "a\n1\n");
        Files.writeString(first.resolve("both.csv"), "a\n1\n");
        Files.writeString(second.resolve("both.csv"), "a\n2\n");
        Files.createDirectories(first.resolve("folder"));
        Files.createDirectories(second.resolve("sub"));
        Files.writeString(second.resolve("sub/deep.csv"), "a\n3\n");
        Files.createSymbolicLink(first.resolve("linked-file.csv"), outside.resolve("secret.csv"));
        Files.createSymbolicLink(first.resolve("linked-dir"), outside);
        Files.createSymbolicLink(first.resolve("inner-link.csv"), first.resolve("in.csv"));
        Files.createSymbolicLink(first.resolve("other-root.csv"), second.resolve("both.csv"));
        Files.createSymbolicLink(first.resolve("circle.csv"), first.resolve("circle.csv"));
        Files.createSymbolicLink(first.resolve("dangling.csv"), outside.resolve("nothing.csv"));
        roots = DataRoots.of(List.of(first, second));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "../outside/secret.csv, PATH_NOT_ALLOWED",
                "sub/../../outside/secret.csv, PATH_NOT_ALLOWED",
                "sub/../sub/deep.csv, PATH_NOT_ALLOWED",
                ".., PATH_NOT_ALLOWED",
                "., PATH_NOT_ALLOWED",
                "` `, PATH_NOT_ALLOWED",
                "/etc/passwd, PATH_NOT_ALLOWED",
                "//etc/passwd, PATH_NOT_ALLOWED",
                "~/secret.csv, PATH_NOT_ALLOWED",
                "C:/secret.csv, PATH_NOT_ALLOWED",
                "c:secret.csv, PATH_NOT_ALLOWED",
                "..\\outside\\secret.csv, PATH_NOT_ALLOWED",
                "\\\\host\\share, PATH_NOT_ALLOWED",
                "linked-file.csv, PATH_NOT_ALLOWED",
                "linked-dir/secret.csv, PATH_NOT_ALLOWED",
                "linked-dir, PATH_NOT_ALLOWED",
                "dangling.csv, FILE_NOT_FOUND",
                "circle.csv, FILE_UNUSABLE",
                "sub, FILE_UNUSABLE",
                "%2e%2e/outside/secret.csv, FILE_NOT_FOUND",
                "%2e%2e%2foutside%2fsecret.csv, FILE_NOT_FOUND",
                ".../secret.csv, FILE_NOT_FOUND",
                "in.csv/x, FILE_NOT_FOUND",
                "file:///etc/passwd, FILE_NOT_FOUND",
                "none.csv, FILE_NOT_FOUND",
            })
    void noPathLeavesTheRootsWhenReading(String path, FailureCode code) {
        Failure failure = left(roots.resolveForRead(path));

        assertCode(failure, code);
        assertThat(failure.message()).doesNotContain(base.toString());
        assertThat(failure.detail().toString()).doesNotContain(base.toString());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "../outside/new.csv, PATH_NOT_ALLOWED",
                "/tmp/new.csv, PATH_NOT_ALLOWED",
                "..\\new.csv, PATH_NOT_ALLOWED",
                "linked-file.csv, PATH_NOT_ALLOWED",
                "linked-dir/new.csv, PATH_NOT_ALLOWED",
                "folder, FILE_UNUSABLE",
                "dangling.csv, FILE_NOT_FOUND",
                "nowhere/new.csv, FILE_NOT_FOUND",
                "%2e%2e/new.csv, FILE_NOT_FOUND",
            })
    void noPathLeavesTheRootsWhenWriting(String path, FailureCode code) {
        Failure failure = left(roots.resolveForWrite(path));

        assertCode(failure, code);
        assertThat(failure.message()).doesNotContain(base.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 13, 27, 127, 0x85})
    void controlCharactersAreRefused(int character) {
        String path = "a" + (char) character + "b.csv";

        assertCode(left(roots.resolveForRead(path)), FailureCode.PATH_NOT_ALLOWED);
        assertCode(left(roots.resolveForWrite(path)), FailureCode.PATH_NOT_ALLOWED);
    }

    @Test
    void longNamesAreRefused() {
        assertCode(left(roots.resolveForRead("x".repeat(256))), FailureCode.PATH_NOT_ALLOWED);
        assertCode(left(roots.resolveForWrite("ü".repeat(128))), FailureCode.PATH_NOT_ALLOWED);
        assertCode(left(roots.resolveForRead("x/".repeat(3000) + "y")), FailureCode.PATH_NOT_ALLOWED);
        assertThat(right(roots.resolveForWrite("x".repeat(255)))).isNotNull();
    }

    @Test
    void aPipeIsRefusedWithoutBeingOpened() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", first.resolve("pipe.csv").toString()).start();
        Assumptions.assumeTrue(mkfifo.waitFor() == 0, "this system has no mkfifo");

        assertCode(left(roots.resolveForRead("pipe.csv")), FailureCode.PATH_NOT_ALLOWED);
        assertCode(left(roots.resolveForWrite("pipe.csv")), FailureCode.PATH_NOT_ALLOWED);
    }

    @Test
    void theFirstRootThatHasTheFileIsRead() throws IOException {
        assertThat(right(roots.resolveForRead("both.csv"))).isEqualTo(real(first.resolve("both.csv")));
        assertThat(right(roots.resolveForRead("sub/deep.csv"))).isEqualTo(real(second.resolve("sub/deep.csv")));
        assertThat(right(roots.resolveForRead("./sub//./deep.csv"))).isEqualTo(real(second.resolve("sub/deep.csv")));
    }

    @Test
    void symbolicLinksInsideTheRootsAreFollowed() throws IOException {
        assertThat(right(roots.resolveForRead("inner-link.csv"))).isEqualTo(real(first.resolve("in.csv")));
        assertThat(right(roots.resolveForRead("other-root.csv"))).isEqualTo(real(second.resolve("both.csv")));
        assertThat(right(roots.resolveForWrite("inner-link.csv"))).isEqualTo(real(first.resolve("in.csv")));
    }

    @Test
    void theFirstRootThatHasTheDirectoryIsWrittenTo() throws IOException {
        assertThat(right(roots.resolveForWrite("new.csv")))
                .isEqualTo(real(first).resolve("new.csv"));
        assertThat(right(roots.resolveForWrite("sub/new.csv")))
                .isEqualTo(real(second).resolve("sub/new.csv"));
    }

    @Test
    void aRootMayItselfBeReachedThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(base.resolve("link-to-second"), second);

        assertThat(right(DataRoots.of(List.of(link)).resolveForRead("sub/deep.csv")))
                .isEqualTo(real(second.resolve("sub/deep.csv")));
    }

    @Test
    void aRootThatIsNotThereIsPassedOver() throws IOException {
        DataRoots some = DataRoots.of(List.of(base.resolve("not-there"), second));

        assertThat(right(some.resolveForRead("both.csv"))).isEqualTo(real(second.resolve("both.csv")));
    }

    @Test
    void withoutRootsTheMessageTellsHowToGiveOne() {
        Failure failure = left(DataRoots.none().resolveForRead("in.csv"));

        assertCode(failure, FailureCode.PATH_NOT_ALLOWED);
        assertThat(failure.message()).contains("--data-root");
        assertCode(left(DataRoots.none().resolveForWrite("in.csv")), FailureCode.PATH_NOT_ALLOWED);
    }

    private static Path real(Path path) throws IOException {
        return path.toRealPath();
    }
}
