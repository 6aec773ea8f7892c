package io.framewright.either;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The step from one Pending to the one that continues it. */
class Continuation<L, R, M, S> extends Dependant {
    private final Resolution<L, R> source;
    private final Function<? super Either<L, R>, ? extends Either<M, S>> step;
    private final Resolution<M, S> target;

    Continuation(
            Resolution<L, R> source,
            Function<? super Either<L, R>, ? extends Either<M, S>> step,
            Resolution<M, S> target) {
        this.source = source;
        this.step = step;
        this.target = target;
    }

    final Resolution<L, R> source() {
        return source;
    }

    final Resolution<M, S> target() {
        return target;
    }

    @Override
    void run() {
        if (target.result() != null) {
            return; // cancelled: the step is not to be begun
        }
        if (source.result() instanceof Broken broken) {
            target.settle(broken);
            return;
        }
        Either<M, S> next;
        try {
            next = Objects.requireNonNull(step.apply(source.settled()), "a continuation must not return null");
        } catch (Throwable bug) {
            target.settle(new Broken(bug));
            return;
        }
        target.become(next);
    }

    @Override
    boolean wantsOutcome() {
        return target.result() == null && !target.isAbandoned();
    }

    /** A Continuation that changes nothing but the thread. */
    static final class Relay<L, R> extends Continuation<L, R, L, R> {
        private final Executor executor;

        Relay(Resolution<L, R> source, Resolution<L, R> target, Executor executor) {
            super(source, Function.identity(), target);
            this.executor = executor;
        }

        @Override
        void run() {
            try {
                executor.execute(super::run);
            } catch (Throwable refused) {
                target().settle(new Broken(refused));
            }
        }
    }
}
