package io.framewright.worker;

import io.framewright.event.Failure;
import io.framewright.event.Outcome;
import io.framewright.serialize.FailureJson;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the commands of one worker that have their outcome from this process, and tells who observes. Thread-safe. */
final class HandledCommands {
    private final CommandObserver observer;
    private final AtomicLong count = new AtomicLong();

    HandledCommands(CommandObserver observer) {
        this.observer = observer;
    }

    long count() {
        return count.get();
    }

    void add(Answer answer) {
        count.incrementAndGet();
        String type = answer.event().eventType();
        String suffix =
                answer.event().outcome() == Outcome.SUCCEEDED ? Outcome.SUCCEEDED_SUFFIX : Outcome.FAILED_SUFFIX;
        observer.decided(
                type.endsWith(suffix) ? type.substring(0, type.length() - suffix.length()) : type,
                FailureJson.read(answer.event().data()).map(Failure::code),
                answer.took());
    }
}
