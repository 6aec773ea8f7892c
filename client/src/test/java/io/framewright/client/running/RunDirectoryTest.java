package io.framewright.client.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    private static final URI AMQP = URI.create("amqp://u:p@127.0.0.1:1");
    private static final URI REDIS = URI.create("redis://:p@127.0.0.1:2");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunDirectory directory;

    @BeforeEach
    void open() {
        directory = RunDirectory.of(Map.of("FRAMEWRIGHT_HOME", home.toString()), Path.of("/nobody"));
    }

    @Test
    void liesWhereTheEnvironmentSays() {
        Path user = Path.of("/home/ann");

        assertThat(RunDirectory.of(Map.of("FRAMEWRIGHT_HOME", "/fw", "XDG_RUNTIME_DIR", "/x"), user)
                        .path())
                .isEqualTo(Path.of("/fw/run"));
        assertThat(RunDirectory.of(Map.of("XDG_RUNTIME_DIR", "/x"), user).path())
                .isEqualTo(Path.of("/x/framewright"));
        assertThat(RunDirectory.of(Map.of(), user).path()).isEqualTo(Path.of("/home/ann/.framewright/run"));
    }

    @Test
    void platformOfThisProcessIsFoundUntilItsFileIsRemoved() {
        RunFile run = RunFile.ofThisProcess(AMQP, REDIS);

        right(directory.write(run));
        assertThat(right(directory.sweep())).hasSize(1).first().satisfies(found -> {
            assertThat(found.pid()).isEqualTo(run.pid());
            assertThat(found.amqp()).isEqualTo(AMQP);
            assertThat(found.redis()).isEqualTo(REDIS);
        });

        assertThat(right(directory.remove(run.pid()))).isTrue();
        assertThat(right(directory.sweep())).isEmpty();
        assertThat(right(directory.remove(run.pid()))).isFalse();
    }

    @Test
    void fileIsForTheUserOnlyBecauseItHoldsPasswords() throws IOException {
        Path file = right(directory.write(RunFile.ofThisProcess(AMQP, REDIS)));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void filesOfProcessesThatAreGoneAreSwept() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path file = right(directory.write(new RunFile(gone.pid(), Instant.now(), AMQP, REDIS)));

        assertThat(right(directory.sweep())).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void processThatGotTheIdOfAnotherIsNotTakenForIt() {
        long reused = ProcessHandle.current().pid();
        Path file = right(directory.write(new RunFile(reused, Instant.EPOCH, AMQP, REDIS)));

        assertThat(right(directory.sweep())).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void newestComesFirst() throws IOException {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Instant started = other.info().startInstant().orElseThrow();
            right(directory.write(RunFile.ofThisProcess(AMQP, REDIS)));
            right(directory.write(new RunFile(other.pid(), started, AMQP, REDIS)));

            assertThat(right(directory.sweep()))
                    .extracting(RunFile::pid)
                    .containsExactly(other.pid(), ProcessHandle.current().pid());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void fileThatIsNoneOfOursHarmsNothing() throws IOException {
        right(directory.write(RunFile.ofThisProcess(AMQP, REDIS)));
        Files.writeString(directory.path().resolve("1.json"), "{\"pid\": 1");
        Path foreign = Files.writeString(directory.path().resolve("notes.json"), "mine");

        assertThat(right(directory.sweep())).hasSize(1);
        assertThat(foreign).exists();
    }

    @Test
    void directoryThatCannotBeUsedIsAFailure() throws IOException {
        Files.writeString(home.resolve("run"), "in the way");

        assertThat(directory.write(RunFile.ofThisProcess(AMQP, REDIS)).isLeft()).isTrue();
    }

    @Test
    void nothingEverRanIsNoFailure() {
        assertThat(right(directory.sweep())).isEqualTo(List.of());
    }

    private static <T> T right(Either<Failure, T> either) {
        assertThat(either).isInstanceOf(Right.class);
        return ((Right<Failure, T>) either).value();
    }
}
