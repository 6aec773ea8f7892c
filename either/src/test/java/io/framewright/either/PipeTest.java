package io.framewright.either;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Kleisli laws for every case of Either, and what a pipe is as a value. */
class PipeTest extends Laws {
    private final Pipe<String, String, Integer> read =
            Pipe.of("read", text -> Either.fromCallable(() -> Integer.valueOf(text), e -> "not a number: " + text));
    private final Pipe<String, Integer, Integer> check =
            Pipe.of("check", n -> n > 0 ? Either.right(n) : Either.left("not positive: " + n));

    @Property
    void compositionIsAssociative(
            @ForAll("steps") Step f,
            @ForAll("steps") Step g,
            @ForAll("steps") Step h,
            @ForAll int n,
            @ForAll long seed) {
        Later later = new Later(seed);
        Pipe<String, Integer, Integer> first = Pipe.of(f.make(later));
        Pipe<String, Integer, Integer> second = Pipe.of(g.make(later));
        Pipe<String, Integer, Integer> third = Pipe.of(h.make(later));
        Pipe<String, Integer, Integer> leftFirst = first.then(second).then(third);
        Pipe<String, Integer, Integer> rightFirst = first.then(second.then(third));
        assertSame(later, leftFirst.apply(n), rightFirst.apply(n));
        assertThat(leftFirst).hasToString(rightFirst.toString());
    }

    @Property
    void rightIsTheIdentityOfComposition(@ForAll("steps") Step f, @ForAll int n, @ForAll long seed) {
        Later later = new Later(seed);
        Pipe<String, Integer, Integer> pipe = Pipe.of(f.make(later));
        assertSame(later, Pipe.<String, Integer>identity().then(pipe).apply(n), pipe.apply(n));
        assertSame(later, pipe.then(Pipe.identity()).apply(n), pipe.apply(n));
    }

    @Property
    void aPipeIsItsStagesChainedWithFlatMap(
            @ForAll @Size(min = 1, max = 6) List<@From("steps") Step> steps, @ForAll int n, @ForAll long seed) {
        Later later = new Later(seed);
        Pipe<String, Integer, Integer> pipe = Pipe.identity();
        Either<String, Integer> chain = Either.right(n);
        for (Step step : steps) {
            pipe = pipe.then(step.make(later));
            chain = chain.flatMap(step.make(later));
        }
        assertSame(later, pipe.apply(n), chain);
    }

    @Example
    void stopsAtTheFirstLeftAndAtAnUnboundPending() {
        Function<Integer, Either<String, Integer>> never = n -> fail("called with " + n);
        assertThat(Pipe.pipe(read, check, never).apply("-1")).isEqualTo(Either.left("not positive: -1"));
        Either<String, Integer> unbound = Either.pending("wait");
        assertThat(read.then(n -> unbound).then(never).apply("1")).isSameAs(unbound);
    }

    @Example
    void goesOnWhenAPendingResolves() {
        Promise<String, Integer> promise = Promise.of("asking");
        Either<String, Integer> result =
                Pipe.pipe(read, n -> promise.pending(), check).apply("1");
        assertThat(result).hasToString("Pending[asking]");
        promise.right(-3);
        assertThat(result.now()).isEqualTo(Either.left("not positive: -3"));
    }

    @Example
    void isReusableAndAFunction() {
        Pipe<String, String, Integer> port = read.then(check).map(n -> n + 1);
        assertThat(Either.traverse(List.of("1", "2"), port)).isEqualTo(Either.right(List.of(2, 3)));
        assertThat(Either.<String, String>right("3").flatMap(port)).isEqualTo(Either.right(4));
    }

    @Example
    void describesItsStages() {
        Pipe<String, String, Integer> port = read.then(check).named("port");
        assertThat(read.then(check).map(n -> n)).hasToString("read >=> check >=> #3");
        assertThat(port).hasToString("port");
        assertThat(port.describe()).isEqualTo("port: read >=> check");
        assertThat(port.then(check)).hasToString("port >=> check");
        assertThat(read.describe()).isEqualTo("read");
    }

    @Example
    void composesEightStagesInOrder() {
        Function<String, Either<String, String>> add = s -> Either.right(s + s.length());
        List<Pipe<String, String, String>> pipes = List.of(
                Pipe.pipe(add, add),
                Pipe.pipe(add, add, add),
                Pipe.pipe(add, add, add, add),
                Pipe.pipe(add, add, add, add, add),
                Pipe.pipe(add, add, add, add, add, add),
                Pipe.pipe(add, add, add, add, add, add, add),
                Pipe.pipe(add, add, add, add, add, add, add, add));
        assertThat(pipes)
                .map(pipe -> pipe.apply("").getOrElse("none"))
                .containsExactly("01", "012", "0123", "01234", "012345", "0123456", "01234567");
    }

    @Example
    void stagesWhoseTypesDoNotMeetDoNotCompile() {
        assertThat(compiles("Pipe.pipe(parse, half)")).isTrue();
        assertThat(compiles("Pipe.pipe(half, parse)")).isFalse();
        assertThat(compiles("Pipe.of(parse).then(half).then(half)")).isFalse();
    }

    private static boolean compiles(String expression) {
        String source = "import io.framewright.either.*; import java.util.function.Function; class Snippet {"
                + "Function<String, Either<String, Integer>> parse = s -> Either.right(1);"
                + "Function<Integer, Either<String, Double>> half = n -> Either.right(n / 2.0);"
                + "Object pipe = " + expression + "; }";
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
        JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, problems, options, null, List.of(file));
        try {
            task.analyze(); // writes no class files
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems.getDiagnostics().stream().noneMatch(each -> each.getKind() == Diagnostic.Kind.ERROR);
    }
}
