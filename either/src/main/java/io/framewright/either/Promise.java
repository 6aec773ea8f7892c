package io.framewright.either;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The side of a {@link Pending} that those who do the work hold: it resolves once, tells progress, and hears that
 * nobody wants the outcome any more. Thread-safe.
 *
 * <pre>{@code
 * Promise<String, Integer> answer = Promise.of("asking");
 * answer.onCancel(request::abort);
 * request.onReply(n -> answer.right(n));
 * request.onError(e -> answer.left(e.getMessage()));
 * return answer.pending();
 * }</pre>
 */
public final class Promise<L, R> {
    private final AtomicBoolean kept = new AtomicBoolean();
    private final Cancellation cancellation = new Cancellation();
    private final Bound<L, R> pending;

    private Promise(Progress progress) {
        this.pending = new Bound<>(progress, cancellation);
    }

    /** A promise whose Pending says this, until there is progress. */
    public static <L, R> Promise<L, R> of(String message) {
        return new Promise<>(Progress.of(message));
    }

    /** A promise whose Pending has come so far. */
    public static <L, R> Promise<L, R> of(Progress progress) {
        return new Promise<>(Objects.requireNonNull(progress, "progress"));
    }

    /** What to give to those who wait; always the same one. */
    public Pending<L, R> pending() {
        return pending;
    }

    /**
     * Resolves with the outcome and runs, on this thread, what waits for it. The first call counts. With a Pending,
     * this promise follows that one. (One that follows itself through continuations never resolves.)
     *
     * @return whether this call counted: false if resolved before, or cancelled
     */
    public boolean resolve(Either<L, R> outcome) {
        Objects.requireNonNull(outcome, "outcome");
        return kept.compareAndSet(false, true) && pending.become(outcome);
    }

    /** {@link #resolve(Either)} with a value. */
    public boolean right(R value) {
        return resolve(new Right<>(value));
    }

    /** {@link #resolve(Either)} with a failure. */
    public boolean left(L failure) {
        return resolve(new Left<>(failure));
    }

    /** Tells how far the work has come, on this thread. No effect after {@link #resolve}. */
    public void progress(Progress progress) {
        Objects.requireNonNull(progress, "progress");
        if (!kept.get()) {
            pending.spread(progress);
        }
    }

    /** {@link #progress(Progress)} of a message alone. */
    public void progress(String message) {
        progress(Progress.of(message));
    }

    /**
     * Runs the action, on the thread that cancels, when it is asked to stop; at once if it has been. Each action runs
     * at most once. Not run once this is resolved.
     */
    public void onCancel(Runnable action) {
        cancellation.onRequest(Objects.requireNonNull(action, "action"));
    }

    /** Whether somebody asked to stop; for work that looks now and then. */
    public boolean isCancelRequested() {
        return cancellation.isRequested();
    }

    /** Resolves with a bug: looking at the Pending throws it. */
    boolean breakWith(Throwable bug) {
        return kept.compareAndSet(false, true) && pending.settle(new Broken(bug));
    }
}
