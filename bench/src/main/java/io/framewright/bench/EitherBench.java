package io.framewright.bench;

import java.io.IOException;

/**
 * Either beside Vavr's Either and plain exceptions: {@code bench/run EitherBench [JMH ARGUMENT...]}. Without arguments,
 * all cases in short iterations; {@code bench/run EitherBench -h} tells the arguments.
 */
public final class EitherBench {
    private static final String[] BRIEF = {
        "io.framewright.bench.either.*", "-f", "2", "-wi", "10", "-w", "80ms", "-i", "30", "-r", "25ms"
    };

    private EitherBench() {}

    public static void main(String[] args) throws IOException {
        org.openjdk.jmh.Main.main(args.length == 0 ? BRIEF : args);
    }
}
