package io.framewright.either;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Functions that return an {@link Either}, composed left to right (Kleisli composition, Haskell's {@code >=>}). Stops
 * at the first Left; at a Pending it gives back a Pending of the rest. A pipe is a value: immutable, thread-safe,
 * reusable, and itself a stage of other pipes; how stages are grouped makes no difference. Any number of stages runs in
 * constant stack.
 *
 * <pre>{@code
 * Pipe<String, String, Integer> port = Pipe.of("read", Ports::read).then("check", Ports::check).named("port");
 * port.apply("8080");                                      // Right[value=8080]
 * Pipe.pipe(port, Ports::open).toString();                 // port >=> #2
 * Either.traverse(List.of("80", "443"), port);             // a pipe is a Function
 * }</pre>
 *
 * @param <L> what a failure is, in every stage
 * @param <A> what goes in
 * @param <B> what comes out
 */
public final class Pipe<L, A, B> implements Function<A, Either<L, B>> {
    // Either a leaf (stage), or two parts. Parts are flattened at the first use: composing is O(1).
    private final @Nullable Function<Object, Either<Object, Object>> stage;
    private final @Nullable Pipe<?, ?, ?> head;
    private final @Nullable Pipe<?, ?, ?> tail;
    private final @Nullable String name;
    private volatile Function<Object, Either<Object, Object>> @Nullable [] stages;

    private Pipe(
            @Nullable Function<Object, Either<Object, Object>> stage,
            @Nullable Pipe<?, ?, ?> head,
            @Nullable Pipe<?, ?, ?> tail,
            @Nullable String name) {
        this.stage = stage;
        this.head = head;
        this.tail = tail;
        this.name = name;
    }

    /** A pipe of one stage; the function itself if it is a pipe. */
    @SuppressWarnings("unchecked") // stages are only ever called with what the stage before them returns
    public static <L, A, B> Pipe<L, A, B> of(Function<? super A, ? extends Either<L, B>> stage) {
        Objects.requireNonNull(stage, "stage");
        return stage instanceof Pipe<?, ?, ?> pipe
                ? (Pipe<L, A, B>) pipe
                : new Pipe<>((Function<Object, Either<Object, Object>>) (Function<?, ?>) stage, null, null, null);
    }

    /** A pipe of one named stage. */
    public static <L, A, B> Pipe<L, A, B> of(String name, Function<? super A, ? extends Either<L, B>> stage) {
        return Pipe.<L, A, B>of(stage).named(name);
    }

    /** Hands on what comes in: before or after another pipe it changes nothing. */
    public static <L, A> Pipe<L, A, A> identity() {
        return Pipe.of("identity", Either::right);
    }

    /** This pipe, then the stage; a pipe as a stage joins with all its stages. */
    public <C> Pipe<L, A, C> then(Function<? super B, ? extends Either<L, C>> next) {
        return new Pipe<>(null, this, Pipe.of(next), null);
    }

    /** This pipe, then the named stage. */
    public <C> Pipe<L, A, C> then(String name, Function<? super B, ? extends Either<L, C>> next) {
        return then(Pipe.of(name, next));
    }

    /** This pipe, then a function that cannot fail. */
    public <C> Pipe<L, A, C> map(Function<? super B, ? extends C> f) {
        Objects.requireNonNull(f, "f");
        return then(b -> Either.right(f.apply(b)));
    }

    /** The same pipe under a name, which {@link #toString} then shows in place of its stages. */
    public Pipe<L, A, B> named(String newName) {
        return new Pipe<>(stage, head, tail, Objects.requireNonNull(newName, "name"));
    }

    /** Runs the stages, each on the value of the one before; the next ones after a Pending when it resolves. */
    @Override
    @SuppressWarnings("unchecked") // then() has checked that each stage takes what the one before returns
    public Either<L, B> apply(A input) {
        if (stage != null) {
            return (Either<L, B>) (Either<?, ?>) stage.apply(input);
        }
        return (Either<L, B>) (Either<?, ?>) run(stages(), 0, input);
    }

    private static Either<Object, Object> run(
            Function<Object, Either<Object, Object>>[] stages, int from, Object input) {
        Object value = input;
        for (int i = from; i < stages.length; i++) {
            Either<Object, Object> result = stages[i].apply(value);
            if (result instanceof Right<Object, Object> right && i + 1 < stages.length) {
                value = right.value();
            } else if (result instanceof Bound && i + 1 < stages.length) {
                int rest = i + 1;
                return result.flatMap(known -> run(stages, rest, known));
            } else {
                return result;
            }
        }
        throw new IllegalStateException("a pipe has at least one stage");
    }

    private Function<Object, Either<Object, Object>>[] stages() {
        Function<Object, Either<Object, Object>>[] known = stages;
        if (known == null) {
            known = PipeStages.flatten(this);
            stages = known; // threads that race here make equal arrays
        }
        return known;
    }

    /**
     * The stages in order: {@code read >=> check >=> #3}; a stage without a name by its number, a long pipe cut short.
     */
    @Override
    public String toString() {
        return name != null ? name : PipeStages.describe(this);
    }

    /** As {@link #toString}, but shows the stages of a pipe that has a name: {@code port: read >=> check}. */
    public String describe() {
        return name == null || stage != null ? toString() : name + ": " + PipeStages.describe(this);
    }

    @Nullable
    Function<Object, Either<Object, Object>> stage() {
        return stage;
    }

    @Nullable
    Pipe<?, ?, ?> head() {
        return head;
    }

    @Nullable
    Pipe<?, ?, ?> tail() {
        return tail;
    }

    @Nullable
    String name() {
        return name;
    }

    /** Two functions, left to right. */
    public static <L, A, B, C> Pipe<L, A, C> pipe(
            Function<? super A, ? extends Either<L, B>> f, Function<? super B, ? extends Either<L, C>> g) {
        return Pipe.<L, A, B>of(f).then(g);
    }

    /** Three functions, left to right. */
    public static <L, A, B, C, D> Pipe<L, A, D> pipe(
            Function<? super A, ? extends Either<L, B>> f,
            Function<? super B, ? extends Either<L, C>> g,
            Function<? super C, ? extends Either<L, D>> h) {
        return Pipe.<L, A, B>of(f).then(g).then(h);
    }

    /** Four functions, left to right. */
    public static <L, A, B, C, D, E> Pipe<L, A, E> pipe(
            Function<? super A, ? extends Either<L, B>> f,
            Function<? super B, ? extends Either<L, C>> g,
            Function<? super C, ? extends Either<L, D>> h,
            Function<? super D, ? extends Either<L, E>> i) {
        return Pipe.<L, A, B>of(f).then(g).then(h).then(i);
    }

    /** Five functions, left to right. */
    public static <L, A, B, C, D, E, F> Pipe<L, A, F> pipe(
            Function<? super A, ? extends Either<L, B>> f,
            Function<? super B, ? extends Either<L, C>> g,
            Function<? super C, ? extends Either<L, D>> h,
            Function<? super D, ? extends Either<L, E>> i,
            Function<? super E, ? extends Either<L, F>> j) {
        return Pipe.<L, A, B>of(f).then(g).then(h).then(i).then(j);
    }

    /** Six functions, left to right. */
    public static <L, A, B, C, D, E, F, G> Pipe<L, A, G> pipe(
            Function<? super A, ? extends Either<L, B>> f,
            Function<? super B, ? extends Either<L, C>> g,
            Function<? super C, ? extends Either<L, D>> h,
            Function<? super D, ? extends Either<L, E>> i,
            Function<? super E, ? extends Either<L, F>> j,
            Function<? super F, ? extends Either<L, G>> k) {
        return Pipe.<L, A, B>of(f).then(g).then(h).then(i).then(j).then(k);
    }

    /** Seven functions, left to right. */
    public static <L, A, B, C, D, E, F, G, H> Pipe<L, A, H> pipe(
            Function<? super A, ? extends Either<L, B>> f,
            Function<? super B, ? extends Either<L, C>> g,
            Function<? super C, ? extends Either<L, D>> h,
            Function<? super D, ? extends Either<L, E>> i,
            Function<? super E, ? extends Either<L, F>> j,
            Function<? super F, ? extends Either<L, G>> k,
            Function<? super G, ? extends Either<L, H>> m) {
        return Pipe.<L, A, B>of(f).then(g).then(h).then(i).then(j).then(k).then(m);
    }

    /** Eight functions, left to right. */
    public static <L, A, B, C, D, E, F, G, H, I> Pipe<L, A, I> pipe(
            Function<? super A, ? extends Either<L, B>> f,
            Function<? super B, ? extends Either<L, C>> g,
            Function<? super C, ? extends Either<L, D>> h,
            Function<? super D, ? extends Either<L, E>> i,
            Function<? super E, ? extends Either<L, F>> j,
            Function<? super F, ? extends Either<L, G>> k,
            Function<? super G, ? extends Either<L, H>> m,
            Function<? super H, ? extends Either<L, I>> n) {
        return Pipe.<L, A, B>of(f)
                .then(g)
                .then(h)
                .then(i)
                .then(j)
                .then(k)
                .then(m)
                .then(n);
    }
}
