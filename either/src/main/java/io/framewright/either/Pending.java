package io.framewright.either;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Not known yet. There are two kinds:
 *
 * <ul>
 *   <li><b>unbound</b>, from {@link Either#pending(String)}: a plain value that only says "not known". It never
 *       resolves, everything that would continue it gives it back as it is, and two with the same progress are equal.
 *   <li><b>bound</b> to an outcome that will come, from a {@link Promise} or
 *       {@link Either#fromCompletionStage(java.util.concurrent.CompletionStage, java.util.function.Function, String) a
 *       CompletionStage}: mapping and piping over it yields a Pending of the rest of the pipeline.
 * </ul>
 *
 * <p>A bound Pending that has resolved answers every question ({@code fold}, {@code isRight}, {@code getOrElse},
 * {@code toOptional}, {@code stream}, {@code now}, {@code await}) as its outcome does. Only {@code ==}, {@code equals}
 * and {@code instanceof} tell them apart: {@code equals} of bound ones is identity, since it must not change with time.
 * <em>Equality of Pendings, where laws are stated, is equality of outcomes</em>; see the package description.
 *
 * <pre>{@code
 * Promise<String, Integer> rows = Promise.of("counting");
 * Either<String, String> text = rows.pending().map(n -> n + " rows");
 * text.await(Duration.ofMillis(10)); // still pending: text itself
 * rows.right(42);                    // from any thread; runs what waits for it
 * text.now();                        // Right[value=42 rows]
 * }</pre>
 *
 * <p><b>Threads.</b> All methods may be called from any thread. Continuations and listeners run on the thread that
 * resolves, or at once on the calling thread if the outcome is there; there is no thread of our own. Move the rest of a
 * pipeline with {@link Either#resumeOn}. What a continuation reads was written before {@code resolve} was called.
 *
 * <p><b>Order.</b> What was registered first runs first. What is resolved, or continued, inside a continuation runs
 * after that continuation has returned, or earlier when it looks at the result; so no depth of continuations grows the
 * stack. A continuation that awaits a Pending which its own thread has yet to resolve waits in vain, until its time is
 * up.
 *
 * <p><b>Bugs.</b> A continuation that throws <em>breaks</em> the Pending that it should have resolved, and all that
 * continue it: looking at one throws {@link java.util.concurrent.CompletionException} with the cause. What a listener
 * throws, and the cause of a broken Pending that has a listener, goes to the uncaught-exception handler of the thread
 * that resolves.
 */
public sealed interface Pending<L, R> extends Either<L, R> permits Bound, Unbound {

    /** The latest progress; of a mapped Pending that of the work it waits for just now. */
    Progress progress();

    /** The message of the latest progress. */
    default String message() {
        return progress().message();
    }

    /** The outcome, a Left or a Right, if it is known. */
    default Optional<Either<L, R>> outcome() {
        Either<L, R> now = now();
        return now instanceof Pending ? Optional.empty() : Optional.of(now);
    }

    /**
     * Tells of each progress from now on, on the thread that reports it; never after the outcome is there. Reports of
     * one thread arrive in order. A mapped Pending tells the progress of whatever work it waits for just now.
     */
    Listening onProgress(Consumer<? super Progress> listener);

    /**
     * Gives up: resolves this Pending with the failure, unless it is resolved, and asks the work behind it to stop
     * ({@link Promise#onCancel}) if nothing else continues, listens to the outcome of, or awaits that work. A request,
     * not a guarantee: the work may end all the same. Pendings that this one continues are resolved by the work, not by
     * this call. An unbound Pending has no work and cannot be cancelled.
     *
     * @return whether this call decided the outcome
     */
    boolean cancel(L failure);
}
