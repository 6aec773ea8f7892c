package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.client.running.RunDirectory;
import io.framewright.client.running.RunFile;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformSearchTest {
    private static final URI AMQP = URI.create("amqp://127.0.0.1:1");
    private static final URI REDIS = URI.create("redis://127.0.0.1:2");
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    private final List<String> notes = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private RunDirectory directory;

    @BeforeEach
    void open() {
        directory = RunDirectory.of(Map.of("FRAMEWRIGHT_HOME", home.toString()), home);
    }

    @Test
    void platformThatRunsIsFoundAtOnce() {
        directory.write(RunFile.ofThisProcess(AMQP, REDIS));

        assertThat(pid(search(Optional.empty()).find())).isEqualTo(SELF);
        assertThat(pid(search(Optional.of(SELF)).find())).isEqualTo(SELF);
        assertThat(notes).isEmpty();
    }

    @Test
    void platformThatIsStartingIsWaitedFor() {
        directory.announce();
        CompletableFuture<Either<Failure, RunFile>> found =
                CompletableFuture.supplyAsync(() -> search(Optional.empty()).find());
        CompletableFuture<Either<Failure, Path>> ready = CompletableFuture.supplyAsync(
                () -> directory.write(RunFile.ofThisProcess(AMQP, REDIS)),
                CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));

        assertThat(pid(found.join())).isEqualTo(SELF);
        assertThat(ready.join().isRight()).isTrue();
        assertThat(notes).hasSize(1).first().asString().contains("Waiting for the platform");
    }

    @Test
    void platformThatIsAmongTheProcessesButHasNotSaidSoYetIsWaitedFor() {
        CompletableFuture<Either<Failure, RunFile>> found = CompletableFuture.supplyAsync(
                () -> new PlatformSearch(directory, Optional.empty(), notes::add, () -> true).find());
        CompletableFuture<Either<Failure, Path>> ready = CompletableFuture.supplyAsync(
                () -> directory.write(RunFile.ofThisProcess(AMQP, REDIS)),
                CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));

        assertThat(pid(found.join())).isEqualTo(SELF);
        assertThat(ready.join().isRight()).isTrue();
    }

    @Test
    void launcherAndItsJvmAreSeenAmongTheProcesses() {
        assertThat(isUp("./framewright", "up", "--data-root", "data")).isTrue();
        assertThat(isUp("-cp", "x", "io.framewright.app.Main", "up")).isTrue();
        assertThat(isUp("-cp", "x", "io.framewright.app.Main", "spawn", "up")).isFalse();
        assertThat(isUp("up")).isFalse();
        assertThat(YoungPlatforms.isUp(Optional.empty())).isFalse();
    }

    private static boolean isUp(String... arguments) {
        return YoungPlatforms.isUp(Optional.of(arguments));
    }

    @Test
    void noPlatformAndNoneToComeIsSaidSoonAndTellsHowToStartOne() {
        assertThat(message(search(Optional.empty()).find())).contains("framewright up");
    }

    @Test
    void processThatIsNotThereIsNamedWithThoseThatAre() {
        directory.write(RunFile.ofThisProcess(AMQP, REDIS));

        assertThat(message(search(Optional.of(1L)).find())).contains("process 1;", String.valueOf(SELF));
    }

    private PlatformSearch search(Optional<Long> pid) {
        return new PlatformSearch(directory, pid, notes::add, () -> false);
    }

    private static long pid(Either<Failure, RunFile> found) {
        return found.fold(failure -> -1L, pending -> -1L, RunFile::pid);
    }

    private static String message(Either<Failure, RunFile> found) {
        return found.fold(Failure::message, pending -> "", run -> "");
    }
}
