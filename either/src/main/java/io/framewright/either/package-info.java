/**
 * A result that is a value: {@link io.framewright.either.Right there}, {@link io.framewright.either.Left failed}, or
 * {@link io.framewright.either.Pending not known yet}; and the composition of functions that return one. Java 17, no
 * dependency at run time, no thread of its own, no reflection.
 *
 * <pre>{@code
 * Either<String, Integer> port = Either.fromCallable(() -> Integer.valueOf("8080"), e -> "not a number");
 * port.filterOrElse(p -> p < 65_536, p -> "no such port: " + p)
 *     .map(p -> "listening on " + p)
 *     .fold(failure -> "refused: " + failure, pending -> "wait: " + pending.message(), line -> line);
 * }</pre>
 *
 * <h2>Compose</h2>
 *
 * {@link io.framewright.either.Pipe} is Kleisli composition: stages that each may fail or take time, made into one.
 *
 * <pre>{@code
 * Pipe<String, String, Integer> pages = Pipe.of("find", Books::find).then("count", Books::pages).named("pages");
 * pages.apply("Moby-Dick");
 * Either.traverse(titles, pages); // one after the other; stops at the first failure
 * }</pre>
 *
 * <h2>Wait, or do not</h2>
 *
 * What is done to a Pending is done when its outcome comes. Whoever does the work holds a
 * {@link io.framewright.either.Promise}.
 *
 * <pre>{@code
 * Promise<String, Integer> answer = Promise.of("asking");
 * Either<String, String> text = answer.pending().map(n -> n + " pages");
 * text.peekPending(p -> p.onProgress(step -> show(step.message())));
 * text.onOutcome(outcome -> show(outcome));   // told later, on the thread that resolves
 * text.await(Duration.ofSeconds(1));          // the outcome, or text itself if time is up
 * text.peekPending(p -> p.cancel("enough"));  // a Left now; the work is asked to stop
 * }</pre>
 *
 * <h2>Many</h2>
 *
 * <table>
 *   <caption>Which one decides</caption>
 *   <tr><th>method</th><th>begins</th><th>ends with</th></tr>
 *   <tr><td>{@code traverse}</td><td>an item when the one before is a Right</td><td>all values, or the first in order
 *     that is not a Right</td></tr>
 *   <tr><td>{@code sequence}, {@code map2}, {@code zip}</td><td>(begun already)</td><td>the same</td></tr>
 *   <tr><td>{@code accumulate}</td><td>all at once</td><td>all values, or all failures, in order</td></tr>
 *   <tr><td>{@code partition}</td><td>(begun already)</td><td>three lists, as known now; waits for nothing</td></tr>
 * </table>
 *
 * <h2>Laws</h2>
 *
 * Two Eithers are the <em>same</em> here if they are Lefts or Rights of equal content; or unbound Pendings of equal
 * progress; a bound Pending is the same as its outcome, once it is resolved; two that never resolve are the same if
 * their progress is. That is what {@code fold} can see. {@code equals} agrees for Left, Right and unbound Pendings; for
 * bound ones it is identity, since it must not change with time. The laws hold up to this sameness, for functions that
 * are pure up to it and do not throw:
 *
 * <table>
 *   <caption>Laws and for which cases they hold</caption>
 *   <tr><th>law</th><th>Left, Right</th><th>unbound Pending</th><th>bound Pending</th></tr>
 *   <tr><td>functor: {@code map}, {@code bimap} keep identity and composition</td>
 *     <td>yes, by equals</td><td>yes, same instance</td><td>yes, in the outcome</td></tr>
 *   <tr><td>monad: {@code right} and {@code flatMap}: left and right identity, associativity; likewise {@code left} and
 *     {@code recoverWith}</td>
 *     <td>yes, by equals</td><td>yes, same instance</td><td>yes, in the outcome, whenever and on whichever threads they
 *     resolve</td></tr>
 *   <tr><td>Kleisli: {@code then} is associative, {@code Pipe.identity()} its identity</td>
 *     <td>yes</td><td>yes</td><td>yes, in the outcome</td></tr>
 *   <tr><td>{@code traverse}: identity, naturality (it commutes with {@code map} and {@code mapLeft})</td>
 *     <td>yes</td><td>yes</td><td>yes, in the outcome</td></tr>
 *   <tr><td>{@code swap} twice is nothing</td><td>yes</td><td>yes</td><td>yes, in the outcome</td></tr>
 *   <tr><td>{@code accumulate}: the same values as {@code sequence} if nothing fails; it is applicative, not a
 *     monad</td><td>yes</td><td>yes</td><td>yes, in the outcome</td></tr>
 * </table>
 *
 * No law holds for what looks at the clock or acts on the world: {@code now}, {@code await}, {@code partition} and the
 * other questions before the outcome is there; the order of effects of independent continuations; progress (a regrouped
 * pipeline ends with the same outcome, but may tell another number of progress steps); {@code cancel} and what it
 * reaches; a continuation that throws (on Left and Right it throws where it is called, on a bound Pending where the
 * result is looked at).
 *
 * <h2>Stack and memory</h2>
 *
 * Chains and pipes of any length, promises that resolve one another, and steps that call themselves over bound Pendings
 * need constant stack. A step that calls itself over Lefts and Rights alone is plain Java recursion and needs the stack
 * of that. A step that calls itself over Pendings keeps one small object a turn until the end. A bound Pending lets go
 * of what waited for it when it resolves, and of a continuation when that is cancelled.
 */
@NullMarked
package io.framewright.either;

import org.jspecify.annotations.NullMarked;
