package io.framewright.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void withoutOptionsOursAreMeasuredAloneOnAMillionRows() {
        Options options = read();

        assertThat(options.rows()).isEqualTo(1_000_000);
        assertThat(options.data()).isEmpty();
        assertThat(options.peers()).isEmpty();
        assertThat(options.questions()).isEqualTo(Questions.ALL);
        assertThat(options.memory()).isTrue();
        assertThat(options.cold()).isFalse();
    }

    @Test
    void casesAreNamesOrGroups() {
        Options options = read("--cases", "sort,q3");

        assertThat(options.questions()).extracting(Question::name).containsExactly("q3", "sort1", "sort2");
        assertThat(options.memory()).isFalse();
    }

    @Test
    void everyOptionIsRead() {
        Options options = read(
                "--rows",
                "1e7",
                "--data",
                "d",
                "--peers",
                "duckdb",
                "--polars",
                "p",
                "--cold",
                "--python",
                "python4",
                "--warmup",
                "3",
                "--runs",
                "7",
                "--limit",
                "9",
                "--cores",
                "1");

        assertThat(options.rows()).isEqualTo(10_000_000);
        assertThat(options.data()).isEqualTo(Optional.of(Path.of("d")));
        assertThat(options.peers()).containsExactly("duckdb");
        assertThat(options.polars()).isEqualTo(Optional.of(Path.of("p")));
        assertThat(options.comparison()).isEqualTo(new Comparison(3, 7, 9_000));
        assertThat(options.cores()).isEqualTo(1);
        assertThat(options.python()).isEqualTo("python4");
        assertThat(options.cold()).isTrue();
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(wrong("--speed", "1")).contains("--speed");
        assertThat(wrong("--rows")).contains("--rows needs a value");
        assertThat(wrong("--rows", "10")).contains("1000 or more");
        assertThat(wrong("--rows", "many")).contains("whole number");
        assertThat(wrong("--cases", "q99")).contains("q99", "q10");
        assertThat(wrong("--data", "d", "--peers", "spark")).contains("duckdb", "pandas");
    }

    private static Options read(String... args) {
        return Options.read(args)
                .fold(
                        wrong -> {
                            throw new AssertionError(wrong);
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        options -> options);
    }

    private static String wrong(String... args) {
        Either<String, Options> read = Options.read(args);
        return read.fold(wrong -> wrong, pending -> "pending", options -> "read");
    }
}
