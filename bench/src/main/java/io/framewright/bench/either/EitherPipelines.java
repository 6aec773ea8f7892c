package io.framewright.bench.either;

import io.framewright.either.Either;
import io.framewright.either.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/** Three steps on each number, and all numbers as one; nanoseconds a number. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Inputs.SIZE)
public class EitherPipelines {
    private static final Pipe<String, Integer, Integer> PIPE = Pipe.pipe(Steps::check, Steps::triple, Steps::triple);

    @Benchmark
    public void steps_ours(Inputs in, Blackhole hole) {
        for (int n : in.numbers) {
            hole.consume(
                    Steps.check(n).flatMap(Steps::triple).flatMap(Steps::triple).getOrElse(0));
        }
    }

    @Benchmark
    public void steps_ours_pipe(Inputs in, Blackhole hole) {
        for (int n : in.numbers) {
            hole.consume(PIPE.apply(n).getOrElse(0));
        }
    }

    @Benchmark
    public void steps_vavr(Inputs in, Blackhole hole) {
        for (int n : in.numbers) {
            hole.consume(Steps.checkVavr(n)
                    .flatMap(Steps::tripleVavr)
                    .flatMap(Steps::tripleVavr)
                    .getOrElse(0));
        }
    }

    @Benchmark
    public void steps_exceptions(Inputs in, Blackhole hole) {
        for (int n : in.numbers) {
            Integer result;
            try {
                result = Steps.tripleOrThrow(Steps.tripleOrThrow(Steps.checkOrThrow(n)));
            } catch (Steps.Refused refused) {
                result = 0;
            }
            hole.consume(result);
        }
    }

    @Benchmark
    public Object sequence_ours(Inputs in) {
        return Either.sequence(in.ours);
    }

    @Benchmark
    public Object sequence_vavr(Inputs in) {
        return io.vavr.control.Either.sequenceRight(in.vavrs);
    }

    @Benchmark
    public Object accumulate_ours(Inputs in) {
        return Either.accumulate(in.ours);
    }

    @Benchmark
    public Object accumulate_vavr(Inputs in) {
        return io.vavr.control.Either.sequence(in.vavrs);
    }

    @Benchmark
    public Object traverse_ours(Inputs in) {
        return Either.traverse(in.boxed, Steps::check);
    }

    @Benchmark
    public Object traverse_vavr(Inputs in) {
        return io.vavr.control.Either.traverseRight(in.boxed, Steps::checkVavr);
    }

    @Benchmark
    public Object traverse_exceptions(Inputs in) {
        try {
            List<Integer> values = new ArrayList<>();
            for (Integer n : in.boxed) {
                values.add(Steps.checkOrThrow(n));
            }
            return values;
        } catch (Steps.Refused refused) {
            return refused;
        }
    }
}
