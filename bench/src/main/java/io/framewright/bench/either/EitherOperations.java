package io.framewright.bench.either;

import io.framewright.either.Either;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/** Each operation that Vavr has too, over the same Eithers; nanoseconds an Either. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Inputs.SIZE)
public class EitherOperations {

    @Benchmark
    public void map_ours(Inputs in, Blackhole hole) {
        for (Either<String, Integer> e : in.ours) {
            hole.consume(e.map(n -> n + 1).map(n -> n * 2).map(n -> n - 3));
        }
    }

    @Benchmark
    public void map_vavr(Inputs in, Blackhole hole) {
        for (io.vavr.control.Either<String, Integer> e : in.vavrs) {
            hole.consume(e.map(n -> n + 1).map(n -> n * 2).map(n -> n - 3));
        }
    }

    @Benchmark
    public void mapFailure_ours(Inputs in, Blackhole hole) {
        for (Either<String, Integer> e : in.ours) {
            hole.consume(e.mapLeft(l -> 7));
        }
    }

    @Benchmark
    public void mapFailure_vavr(Inputs in, Blackhole hole) {
        for (io.vavr.control.Either<String, Integer> e : in.vavrs) {
            hole.consume(e.mapLeft(l -> 7));
        }
    }

    @Benchmark
    public void bimap_ours(Inputs in, Blackhole hole) {
        for (Either<String, Integer> e : in.ours) {
            hole.consume(e.bimap(l -> 7, n -> n + 1));
        }
    }

    @Benchmark
    public void bimap_vavr(Inputs in, Blackhole hole) {
        for (io.vavr.control.Either<String, Integer> e : in.vavrs) {
            hole.consume(e.bimap(l -> 7, n -> n + 1));
        }
    }

    @Benchmark
    public void flatMap_ours(Inputs in, Blackhole hole) {
        for (Either<String, Integer> e : in.ours) {
            hole.consume(e.flatMap(Steps::triple).flatMap(Steps::check));
        }
    }

    @Benchmark
    public void flatMap_vavr(Inputs in, Blackhole hole) {
        for (io.vavr.control.Either<String, Integer> e : in.vavrs) {
            hole.consume(e.flatMap(Steps::tripleVavr).flatMap(Steps::checkVavr));
        }
    }

    @Benchmark
    public void fold_ours(Inputs in, Blackhole hole) {
        for (Either<String, Integer> e : in.ours) {
            hole.consume(e.<Integer>fold(String::length, p -> 0, n -> n + 1));
        }
    }

    @Benchmark
    public void fold_vavr(Inputs in, Blackhole hole) {
        for (io.vavr.control.Either<String, Integer> e : in.vavrs) {
            hole.consume(e.<Integer>fold(String::length, n -> n + 1));
        }
    }

    @Benchmark
    public void filterOrElse_ours(Inputs in, Blackhole hole) {
        for (Either<String, Integer> e : in.ours) {
            hole.consume(e.filterOrElse(n -> n > 500, n -> "small"));
        }
    }

    @Benchmark
    public void filterOrElse_vavr(Inputs in, Blackhole hole) {
        for (io.vavr.control.Either<String, Integer> e : in.vavrs) {
            hole.consume(e.filterOrElse(n -> n > 500, n -> "small"));
        }
    }

    @Benchmark
    public void orElse_ours(Inputs in, Blackhole hole) {
        for (Either<String, Integer> e : in.ours) {
            hole.consume(e.orElse(() -> Either.right(2)));
        }
    }

    @Benchmark
    public void orElse_vavr(Inputs in, Blackhole hole) {
        for (io.vavr.control.Either<String, Integer> e : in.vavrs) {
            hole.consume(e.orElse(() -> io.vavr.control.Either.right(2)));
        }
    }

    @Benchmark
    public void getOrElse_ours(Inputs in, Blackhole hole) {
        for (Either<String, Integer> e : in.ours) {
            hole.consume(e.getOrElse(2));
        }
    }

    @Benchmark
    public void getOrElse_vavr(Inputs in, Blackhole hole) {
        for (io.vavr.control.Either<String, Integer> e : in.vavrs) {
            hole.consume(e.getOrElse(2));
        }
    }

    @Benchmark
    public void toOptional_ours(Inputs in, Blackhole hole) {
        for (Either<String, Integer> e : in.ours) {
            hole.consume(e.toOptional());
        }
    }

    @Benchmark
    public void toOptional_vavr(Inputs in, Blackhole hole) {
        for (io.vavr.control.Either<String, Integer> e : in.vavrs) {
            hole.consume(e.toJavaOptional());
        }
    }

    @Benchmark
    public void swap_ours(Inputs in, Blackhole hole) {
        for (Either<String, Integer> e : in.ours) {
            hole.consume(e.swap());
        }
    }

    @Benchmark
    public void swap_vavr(Inputs in, Blackhole hole) {
        for (io.vavr.control.Either<String, Integer> e : in.vavrs) {
            hole.consume(e.swap());
        }
    }
}
