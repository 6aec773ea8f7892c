package io.framewright.app;

import io.framewright.client.running.RunDirectory;
import io.framewright.client.running.RunFile;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Looks for a platform on this machine, and waits for one that is just starting. */
final class PlatformSearch {
    /** So long a process that was started just before this one may take to be seen. */
    private static final Duration FIRST_SIGN = Duration.ofSeconds(1);

    private static final Duration READY = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 100;

    private final RunDirectory directory;
    private final Optional<Long> pid;
    private final Consumer<String> note;
    private final BooleanSupplier anyYoung;
    private final long begunNanos = System.nanoTime();

    /**
     * @param pid of the platform's process; empty for the newest
     * @param note told what the user should know
     */
    PlatformSearch(RunDirectory directory, Optional<Long> pid, Consumer<String> note) {
        this(directory, pid, note, new YoungPlatforms(InstantSource.system())::any);
    }

    /** @param anyYoung whether a platform has just been started that has not announced itself yet */
    PlatformSearch(RunDirectory directory, Optional<Long> pid, Consumer<String> note, BooleanSupplier anyYoung) {
        this.directory = directory;
        this.pid = pid;
        this.note = note;
        this.anyYoung = anyYoung;
    }

    /** Left {@code NO_PROCESS_MANAGER} if there is none. */
    Either<Failure, RunFile> find() {
        boolean noted = false;
        while (true) {
            Either<Failure, List<RunFile>> swept = directory.sweep();
            List<RunFile> all = swept.fold(failure -> List.of(), pending -> List.of(), runs -> runs);
            List<RunFile> wanted = all.stream()
                    .filter(run -> pid.isEmpty() || pid.get() == run.pid())
                    .toList();
            if (!wanted.isEmpty()) {
                return Either.right(chosen(wanted));
            }
            List<Long> starting = starting();
            if (swept.isLeft() || isOver(patience(starting)) || !pause()) {
                return swept.flatMap(runs -> Either.left(nothingRuns(all)));
            }
            if (!starting.isEmpty() && !noted) {
                note.accept("Waiting for the platform that is starting, process " + starting.get(0) + ".");
                noted = true;
            }
        }
    }

    private Duration patience(List<Long> starting) {
        return starting.isEmpty() && !anyYoung.getAsBoolean() ? FIRST_SIGN : READY;
    }

    private List<Long> starting() {
        return directory.starting().fold(failure -> List.<Long>of(), pending -> List.<Long>of(), pids -> pids).stream()
                .filter(one -> pid.isEmpty() || pid.get().equals(one))
                .toList();
    }

    private RunFile chosen(List<RunFile> wanted) {
        if (wanted.size() > 1) {
            note.accept("Several platforms run; using the newest, process "
                    + wanted.get(0).pid()
                    + ". --pid chooses among "
                    + wanted.stream().map(RunFile::pid).sorted().toList() + ".");
        }
        return wanted.get(0);
    }

    private boolean isOver(Duration patience) {
        return System.nanoTime() - begunNanos > patience.toNanos();
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Failure nothingRuns(List<RunFile> others) {
        String message = pid.isEmpty() || others.isEmpty()
                ? "No platform runs on this machine. Start one with: framewright up. Or name its servers with --amqp and"
                        + " --redis."
                : "No platform runs as process " + pid.get() + "; these do: "
                        + others.stream().map(RunFile::pid).sorted().toList() + ".";
        return Failure.of(FailureCode.NO_PROCESS_MANAGER, message);
    }
}
