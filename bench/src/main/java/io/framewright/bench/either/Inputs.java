package io.framewright.bench.either;

import io.framewright.either.Either;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same inputs for all: {@link #SIZE} numbers, of which so many in a hundred are to fail. */
@State(Scope.Thread)
public class Inputs {
    static final int SIZE = 1_000;

    @Param({"0", "10", "100"})
    public int failing;

    int[] numbers = {};
    List<Either<String, Integer>> ours = List.of();
    List<io.vavr.control.Either<String, Integer>> vavrs = List.of();
    List<Integer> boxed = List.of();

    @Setup
    public void setup() {
        Random random = new Random(42);
        numbers = IntStream.range(0, SIZE)
                .map(i -> random.nextInt(100) < failing ? -1 - i : 1 + i)
                .toArray();
        boxed = IntStream.of(numbers).boxed().toList();
        ours = boxed.stream()
                .map(n -> n > 0 ? Either.<String, Integer>right(n) : Either.<String, Integer>left("no"))
                .toList();
        vavrs = boxed.stream()
                .map(n -> n > 0
                        ? io.vavr.control.Either.<String, Integer>right(n)
                        : io.vavr.control.Either.<String, Integer>left("no"))
                .toList();
    }
}
