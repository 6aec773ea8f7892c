package io.framewright.either;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link Bound} that changes: unresolved until {@code result} is set, once, under the monitor of
 * {@code dependants}; immutable from then on.
 *
 * <p>A Pending that continues another is linked with it both ways: its {@link Continuation} lies in the source's
 * dependants, and its {@code link} points to that Continuation. So outcome and progress run down, and the wish to stop
 * runs up. When a step returns another Bound, the target follows that one: {@code link} moves to it.
 */
abstract sealed class Resolution<L, R> permits Bound {
    final Dependants dependants = new Dependants();
    private final @Nullable Cancellation cancellation;
    private volatile Progress progress;
    private volatile @Nullable Object result; // a Left, a Right, or Broken
    private volatile @Nullable Continuation<?, ?, ?, ?> link;
    private volatile boolean abandoned;

    Resolution(Progress progress, @Nullable Cancellation cancellation) {
        this.progress = progress;
        this.cancellation = cancellation;
    }

    // ---- resolving

    @Nullable
    final Object result() {
        return result;
    }

    final boolean isAbandoned() {
        return abandoned;
    }

    /** The outcome; only for those who know that it is there. */
    @SuppressWarnings("unchecked") // what is set is an Either<L, R> or Broken
    final Either<L, R> settled() {
        Object known = Objects.requireNonNull(result);
        if (known instanceof Broken broken) {
            throw broken.asException();
        }
        return (Either<L, R>) known;
    }

    /** Resolves with an Either<L, R> of any case, or begins to follow it; false if resolved already. */
    final boolean become(Either<L, R> next) {
        if (next instanceof Bound<L, R> inner) {
            return follow(inner);
        }
        if (next instanceof Unbound<L, R> never) {
            spread(never.progress());
            return result == null;
        }
        return settle(next);
    }

    /** Resolves with a Left, a Right or Broken, and runs what waits for it; false if resolved already. */
    final boolean settle(Object outcome) {
        if (!decide(outcome)) {
            return false;
        }
        if (cancellation != null) {
            cancellation.end();
        }
        runDependants();
        return true;
    }

    private boolean decide(Object outcome) {
        synchronized (dependants) {
            if (result != null) {
                return false;
            }
            result = outcome;
            dependants.close();
        }
        link = null;
        return true;
    }

    private void runDependants() {
        Dependant first = dependants.first;
        Dependant last = dependants.last;
        dependants.first = null;
        dependants.last = null;
        if (first != null && last != null) {
            Trampoline.run(first, last);
        }
    }

    private boolean follow(Resolution<L, R> inner) {
        if (inner == this) {
            return settle(new Broken(new IllegalStateException("a Pending cannot wait for itself")));
        }
        Object known = inner.result;
        if (known != null) {
            return settle(known);
        }
        Continuation<L, R, L, R> next = new Continuation<>(inner, Function.identity(), this);
        link = next;
        inner.attach(next);
        if (result != null && inner.result == null) { // cancelled meanwhile: nobody needs the inner one
            link = null;
            stopUpwards(next);
            return false;
        }
        return true;
    }

    private void attach(Continuation<L, R, ?, ?> continuation) {
        if (!dependants.add(continuation)) {
            Trampoline.run(continuation, continuation);
            return;
        }
        abandoned = false;
        Progress seen;
        do { // what was told between the two reads may have missed the new dependant
            seen = progress;
            continuation.target().spread(seen);
        } while (seen != progress);
    }

    final void attach(OutcomeListener<L, R> listener) {
        if (!dependants.add(listener)) {
            Trampoline.run(listener, listener);
        }
    }

    final void forget(Dependant dependant) {
        dependants.remove(dependant);
    }

    // ---- progress and stopping

    public final Progress progress() {
        return progress;
    }

    public final Listening onProgress(Consumer<? super Progress> listener) {
        ProgressListener added = new ProgressListener(dependants, Objects.requireNonNull(listener, "listener"));
        dependants.add(added);
        return added;
    }

    /** Takes over the progress and tells all that hang on this one. */
    final void spread(Progress news) {
        if (progress == news || result != null) {
            return;
        }
        ArrayDeque<Resolution<?, ?>> targets = new ArrayDeque<>();
        List<ProgressListener> listeners = new ArrayList<>();
        targets.add(this);
        for (Resolution<?, ?> each = targets.poll(); each != null; each = targets.poll()) {
            if (each.progress != news && each.result == null) { // each once, even in a circle
                each.progress = news;
                each.dependants.collect(targets, listeners);
            }
        }
        for (ProgressListener listener : listeners) {
            listener.tell(news);
        }
    }

    public final boolean cancel(L failure) {
        Continuation<?, ?, ?, ?> above = link;
        if (!decide(new Left<>(failure))) {
            return false;
        }
        requestStop();
        if (above != null) {
            stopUpwards(above);
        }
        runDependants();
        return true;
    }

    /** Asks the work above to stop as far up as nobody else wants it. */
    private static void stopUpwards(Continuation<?, ?, ?, ?> from) {
        from.source().forget(from);
        for (Continuation<?, ?, ?, ?> at = from; at != null; ) {
            Resolution<?, ?> source = at.source();
            if (source.result != null || source.abandoned || source.dependants.anyWantsOutcome()) {
                return;
            }
            source.abandoned = true;
            source.requestStop();
            at = source.link;
        }
    }

    private void requestStop() {
        if (cancellation != null) {
            cancellation.request();
        }
    }

    final void begin(Continuation<L, R, ?, ?> continuation) {
        continuation.target().link = continuation;
        attach(continuation);
    }

    /** Returns at the outcome, when time is up, or at an interrupt, which it keeps. */
    final void waitFor(long nanos) {
        try {
            dependants.await(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
