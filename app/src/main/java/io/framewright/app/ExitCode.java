package io.framewright.app;

import io.framewright.app.config.Settings;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;

/** What the process tells its caller (docs/guide/command-line.md). */
enum ExitCode {
    OK(0, "Done."),
    FAILED(1, "The command failed; the error says why."),
    USAGE(2, "The command line or its input is wrong; nothing was done."),
    UNREACHABLE(3, "No platform runs, or its servers cannot be reached or started."),
    TIMED_OUT(4, "No answer came in time; the work may still succeed."),
    NO_SUCH_WORKER(5, "No worker has this UUID."),
    BUG(70, "A bug in framewright.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }

    int number() {
        return number;
    }

    static ExitCode of(Failure failure) {
        if (failure.code().equals(Settings.USAGE)) {
            return USAGE;
        }
        if (failure.is(FailureCode.BROKER_UNAVAILABLE)
                || failure.is(FailureCode.REDIS_UNAVAILABLE)
                || failure.is(FailureCode.CLUSTER_UNAVAILABLE)
                || failure.is(FailureCode.NO_PROCESS_MANAGER)) {
            return UNREACHABLE;
        }
        if (failure.is(FailureCode.TIMED_OUT)) {
            return TIMED_OUT;
        }
        return failure.is(FailureCode.NO_SUCH_WORKER) ? NO_SUCH_WORKER : FAILED;
    }
}
