package io.framewright.query.source;

import static io.framewright.query.source.Loading.right;

import io.framewright.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** Whatever a frame holds, it is the same after DuckDB has read our file of Parquet and we have read DuckDB's. */
class ParquetDuckDbTest {
    private final Path root;

    ParquetDuckDbTest() throws IOException {
        root = Files.createTempDirectory("parquet-duckdb");
    }

    @AfterProperty
    void removeRoot() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(root);
    }

    @Property(tries = 60)
    void duckDbGivesBackWhatItTook(
            @ForAll("frames") Frame frame,
            @ForAll("compressions") Compression compression,
            @ForAll("options") String options) {
        Loading loading = new Loading(root);
        right(new ParquetDestination("ours.parquet", compression).save(frame, true, loading.saveContext()));
        TestDatabases.run(
                "jdbc:duckdb:",
                "copy (select * from '" + root.resolve("ours.parquet") + "') to '" + root.resolve("theirs.parquet")
                        + "' (format parquet" + options + ")");

        AnyFrames.assertSame(right(new ParquetSource("theirs.parquet").load(loading.context())), frame);
    }

    @Provide
    Arbitrary<Frame> frames() {
        return new AnyFrames(1, 9999, true).frames();
    }

    @Provide
    Arbitrary<Compression> compressions() {
        return Arbitraries.of(Compression.values());
    }

    @Provide
    Arbitrary<String> options() {
        return Arbitraries.of(List.of(
                "", ", codec uncompressed, parquet_version V2", ", codec zstd, parquet_version V2", ", codec gzip"));
    }
}
