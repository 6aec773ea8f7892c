package io.framewright.either;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears of the outcome, or of the bug that took its place. */
final class OutcomeListener<L, R> extends Dependant implements Listening {
    private final Resolution<L, R> source;
    private final Consumer<? super Throwable> onBug;
    private volatile @Nullable Consumer<? super Either<L, R>> listener;

    OutcomeListener(
            Resolution<L, R> source, Consumer<? super Either<L, R>> listener, Consumer<? super Throwable> onBug) {
        this.source = source;
        this.listener = listener;
        this.onBug = onBug;
    }

    @Override
    void run() {
        Consumer<? super Either<L, R>> current = listener;
        if (current == null) {
            return;
        }
        listener = null;
        if (source.result() instanceof Broken broken) {
            onBug.accept(broken.cause());
        } else {
            Uncaught.guard(() -> current.accept(source.settled()));
        }
    }

    @Override
    boolean wantsOutcome() {
        return listener != null;
    }

    @Override
    public void close() {
        listener = null;
        source.forget(this);
    }
}
