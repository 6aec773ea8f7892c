package io.framewright.query.source;

import static io.framewright.query.source.Loading.right;

import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** Whatever a frame holds, it is the same after a database had it, as a new table and as rows in an old one. */
class SqlRoundTripTest {
    private final Path root;
    private final String table = "t_" + UUID.randomUUID().toString().replace('-', '_');

    SqlRoundTripTest() throws IOException {
        root = Files.createTempDirectory("sql-round-trip");
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

    @Property(tries = 25)
    void sqliteGivesBackWhatItTook(@ForAll("frames") Frame frame) {
        assertRoundTrip("sqlite", frame);
    }

    @Property(tries = 25)
    void duckDbGivesBackWhatItTook(@ForAll("frames") Frame frame) {
        assertRoundTrip("duckdb", frame);
    }

    @Property(tries = 25)
    void postgreSqlGivesBackWhatItTook(@ForAll("frames") Frame frame) {
        assertRoundTrip("postgresql", frame);
    }

    @Property(tries = 25)
    void mariaDbGivesBackWhatItTook(@ForAll("framesOfMariaDb") Frame frame) {
        assertRoundTrip("mariadb", frame);
    }

    private void assertRoundTrip(String database, Frame frame) {
        TestDatabases.assumeThere(database, root);
        Databases databases = TestDatabases.all(root);
        LoadContext load = new LoadContext(DataRoots.none(), databases, DataLimits.defaults(), WorkMonitor.NONE);
        SaveContext save = new SaveContext(DataRoots.none(), databases, WorkMonitor.NONE);
        SqlSource source = new SqlSource(database, Optional.empty(), Optional.of(table));
        SqlDestination destination = new SqlDestination(database, table);
        try {
            right(destination.save(frame, false, save));
            AnyFrames.assertSame(right(source.load(load)), frame);
            right(destination.save(frame, true, save));
            AnyFrames.assertSame(right(source.load(load)), frame);
        } finally {
            TestDatabases.run(TestDatabases.url(database, root), "drop table if exists " + table);
        }
    }

    @Provide
    Arbitrary<Frame> frames() {
        return new AnyFrames(1, 9999, true).frames();
    }

    /** No infinities, and instants from 1970 to 2038. */
    @Provide
    Arbitrary<Frame> framesOfMariaDb() {
        return new AnyFrames(1971, 2037, false).frames();
    }
}
