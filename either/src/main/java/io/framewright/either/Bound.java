package io.framewright.either;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Pending that resolves: the methods of Either over a {@link Resolution}. */
final class Bound<L, R> extends Resolution<L, R> implements Pending<L, R> {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    Bound(Progress progress, @Nullable Cancellation cancellation) {
        super(progress, cancellation);
    }

    // ---- questions

    @Override
    public Either<L, R> now() {
        if (result() == null) {
            Trampoline.help();
        }
        return result() == null ? this : settled();
    }

    @Override
    public Either<L, R> await(Duration atMost) {
        long nanos = nanos(atMost);
        Either<L, R> known = now();
        if (known != this || nanos <= 0) {
            return known;
        }
        waitFor(nanos);
        return result() == null ? this : settled();
    }

    @Override
    public Either<L, R> await() {
        return await(LONGEST);
    }

    private static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    @Override
    public <T> T fold(
            Function<? super L, ? extends T> left,
            Function<? super Pending<L, R>, ? extends T> pending,
            Function<? super R, ? extends T> right) {
        Either<L, R> now = now();
        return now == this ? pending.apply(this) : now.fold(left, pending, right);
    }

    @Override
    public boolean isRight() {
        return now() instanceof Right;
    }

    @Override
    public boolean isLeft() {
        return now() instanceof Left;
    }

    @Override
    public R getOrElse(R other) {
        return now() instanceof Right<L, R> right ? right.value() : other;
    }

    @Override
    public R getOrElseGet(Supplier<? extends R> other) {
        return now() instanceof Right<L, R> right ? right.value() : other.get();
    }

    @Override
    public Optional<R> toOptional() {
        return now() instanceof Right<L, R> right ? Optional.of(right.value()) : Optional.empty();
    }

    @Override
    public Stream<R> stream() {
        return now() instanceof Right<L, R> right ? Stream.of(right.value()) : Stream.empty();
    }

    @Override
    public Listening onOutcome(Consumer<? super Either<L, R>> listener) {
        return listen(Objects.requireNonNull(listener, "listener"), Uncaught::report);
    }

    Listening listen(Consumer<? super Either<L, R>> listener, Consumer<? super Throwable> onBug) {
        OutcomeListener<L, R> added = new OutcomeListener<>(this, listener, onBug);
        attach(added);
        return added;
    }

    @Override
    public String toString() {
        Object known = result();
        return "Pending[" + (known == null ? progress().message() : known) + "]";
    }

    // ---- continuations

    private <M, S> Either<M, S> then(Function<? super Either<L, R>, ? extends Either<M, S>> step) {
        Bound<M, S> target = new Bound<>(progress(), null);
        begin(new Continuation<>(this, step, target));
        return target;
    }

    @Override
    public Either<L, R> resumeOn(Executor executor) {
        Bound<L, R> target = new Bound<>(progress(), null);
        begin(new Continuation.Relay<>(this, target, Objects.requireNonNull(executor, "executor")));
        return target;
    }

    @Override
    public <S> Either<L, S> map(Function<? super R, ? extends S> f) {
        return endedWithoutRight() ? retyped() : then(known -> known.map(f));
    }

    @Override
    public <M> Either<M, R> mapLeft(Function<? super L, ? extends M> f) {
        return endedWithoutLeft() ? retyped() : then(known -> known.mapLeft(f));
    }

    @Override
    public <M, S> Either<M, S> bimap(Function<? super L, ? extends M> left, Function<? super R, ? extends S> right) {
        return then(known -> known.bimap(left, right));
    }

    @Override
    public <S> Either<L, S> flatMap(Function<? super R, ? extends Either<L, S>> f) {
        return endedWithoutRight() ? retyped() : then(known -> known.flatMap(f));
    }

    @Override
    public <M, S> Either<M, S> flatFold(
            Function<? super L, ? extends Either<M, S>> left, Function<? super R, ? extends Either<M, S>> right) {
        return then(known -> known.flatFold(left, right));
    }

    @Override
    public Either<L, R> filterOrElse(Predicate<? super R> predicate, Function<? super R, ? extends L> failureOf) {
        return endedWithoutRight() ? this : then(known -> known.filterOrElse(predicate, failureOf));
    }

    @Override
    public Either<L, R> recover(Function<? super L, ? extends R> f) {
        return endedWithoutLeft() ? this : then(known -> known.recover(f));
    }

    @Override
    public <M> Either<M, R> recoverWith(Function<? super L, ? extends Either<M, R>> f) {
        return endedWithoutLeft() ? retyped() : then(known -> known.recoverWith(f));
    }

    @Override
    public Either<L, R> orElse(Supplier<? extends Either<L, R>> other) {
        return endedWithoutLeft() ? this : then(known -> known.orElse(other));
    }

    @Override
    public Either<R, L> swap() {
        return then(Either::swap);
    }

    @Override
    public Either<L, R> peek(Consumer<? super R> action) {
        return endedWithoutRight() ? this : then(known -> known.peek(action));
    }

    @Override
    public Either<L, R> peekLeft(Consumer<? super L> action) {
        return endedWithoutLeft() ? this : then(known -> known.peekLeft(action));
    }

    @Override
    public Either<L, R> tap(Function<? super R, ? extends Either<L, ?>> step) {
        return endedWithoutRight() ? this : then(known -> known.tap(step));
    }

    private boolean endedWithoutRight() {
        Object known = result();
        return known != null && !(known instanceof Right);
    }

    private boolean endedWithoutLeft() {
        Object known = result();
        return known != null && !(known instanceof Left);
    }

    @SuppressWarnings("unchecked") // asked only where the case of the changed type has not come
    private <M, S> Either<M, S> retyped() {
        return (Either<M, S>) this;
    }
}
