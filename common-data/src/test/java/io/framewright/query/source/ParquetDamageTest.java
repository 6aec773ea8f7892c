package io.framewright.query.source;

import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of Parquet that are damaged, or made to do harm: they are read or refused, and never a bug. */
@Timeout(120)
class ParquetDamageTest {
    @TempDir
    Path root;

    private Loading loading = new Loading(Path.of("."));

    @BeforeEach
    void openRoot() {
        loading = new Loading(root);
    }

    private byte[] duckDb(int rows, String options) throws IOException {
        Path file = root.resolve("f.parquet");
        TestDatabases.run(
                "jdbc:duckdb:",
                "copy (select (i % 3)::integer as few, -i * 1000003 as long, i / 7.0::double as real,"
                        + " (i % 3 = 0) as truth, 'id' || (i % 5) as code, 'text ' || i as text,"
                        + " case when i % 2 > 0 then 'x' || i end as gaps, date '2001-01-01' + i::integer as day,"
                        + " (i * 1.25)::decimal(30, 4) as wide, ('a' || i)::blob as raw,"
                        + " timestamptz '1990-01-01 00:00:00+00' + interval (i) minute as at from range("
                        + rows + ") t(i)) to '" + file + "' (format parquet" + options + ")");
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @CsvSource({
        "uncompressed, V1",
        "snappy, V1",
        "gzip, V1",
        "zstd, V1",
        "lz4_raw, V1",
        "uncompressed, V2",
        "snappy, V2",
        "zstd, V2"
    })
    void flippedBytesAreReadOrRefused(String codec, String version) throws IOException {
        byte[] bytes = duckDb(60, ", codec " + codec + ", parquet_version " + version);
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            byte[] damaged = bytes.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                int at = random.nextInt(damaged.length);
                damaged[at] = switch (random.nextInt(4)) {
                    case 0 -> (byte) random.nextInt();
                    case 1 -> (byte) 0x7F;
                    case 2 -> (byte) 0xFF;
                    default -> (byte) (damaged[at] ^ 1 << random.nextInt(8));
                };
            }
            refused += tried(damaged) ? 0 : 1;
        }
        assertThat(refused).isPositive();
    }

    @Test
    void cutFilesAndFilesWithAHoleAreRefused() throws IOException {
        byte[] bytes = duckDb(40, ", codec zstd");
        for (int length = 1; length < bytes.length; length += 3) {
            assertThat(tried(Arrays.copyOf(bytes, length))).isFalse();
            byte[] hole = new byte[bytes.length - 1];
            System.arraycopy(bytes, 0, hole, 0, length - 1);
            System.arraycopy(bytes, length, hole, length - 1, bytes.length - length);
            tried(hole);
        }
    }

    /** Whether it could be read. */
    private boolean tried(byte[] bytes) {
        loading.file("f.parquet", bytes);
        Either<Failure, Frame> read = new ParquetSource("f.parquet")
                .load(loading.context(DataLimits.defaults().withMaxFrameBytes(1 << 24)));
        if (read.isLeft()) {
            assertThat(left(read).code()).isIn("FILE_MALFORMED", "TYPE_MISMATCH", "MEMORY_LIMIT");
            return false;
        }
        right(read);
        return true;
    }
}
