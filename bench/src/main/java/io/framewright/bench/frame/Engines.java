package io.framewright.bench.frame;

import io.framewright.either.Either;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ours and the peers that were asked for, with the tables that they hold. Not thread-safe. */
final class Engines implements AutoCloseable {
    private final List<Engine> all = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final Set<String> loaded = new LinkedHashSet<>();

    private Engines() {}

    static Engines open(Options options, DbBenchmark data) throws Exception {
        Engines engines = new Engines();
        engines.all.add(new FramewrightEngine(data, options.data()));
        if (options.data().isPresent()) {
            try {
                engines.openPeers(options, data, options.data().get());
            } catch (Exception notOpened) {
                engines.close();
                throw notOpened;
            }
        }
        return engines;
    }

    private void openPeers(Options options, DbBenchmark data, Path directory) throws Exception {
        if (options.peers().contains("duckdb")) {
            all.add(new DuckDbEngine(data, directory, options.cores()));
        }
        if (options.peers().contains("polars")) {
            add(
                    "Polars",
                    options.polars().isEmpty()
                            ? Either.left("give --polars DIR, where npm install nodejs-polars was run")
                            : Polars.open(data, directory, options.polars().get(), options.cores()));
        }
        if (options.peers().contains("pandas")) {
            add("pandas", Pandas.open(data, directory, options.python()));
        }
        if (options.peers().contains("tablesaw")) {
            all.add(new TablesawEngine(data, directory));
        }
    }

    private void add(String name, Either<String, Engine> opened) {
        opened.peekLeft(why -> skipped.add(name + " is skipped: " + why + ".")).peek(all::add);
    }

    /** Ours first. */
    List<Engine> all() {
        return List.copyOf(all);
    }

    /** A sentence for each peer that was asked for and is not there. */
    List<String> skipped() {
        return List.copyOf(skipped);
    }

    /** Loads the tables of a question that are not loaded yet. */
    void loadFor(Question question) throws Exception {
        if (question.isLoad()) {
            return;
        }
        for (String table : question.tables()) {
            if (loaded.add(table)) {
                for (Engine engine : all) {
                    engine.load(table);
                }
            }
        }
    }

    /** Lets go of all tables that none of the questions needs. */
    void keepOnlyFor(List<Question> questions) throws Exception {
        List<String> needed = questions.stream()
                .filter(question -> !question.isLoad())
                .flatMap(question -> question.tables().stream())
                .toList();
        for (String table : List.copyOf(loaded)) {
            if (!needed.contains(table)) {
                loaded.remove(table);
                for (Engine engine : all) {
                    engine.drop(table);
                }
            }
        }
    }

    @Override
    public void close() throws Exception {
        for (Engine engine : all) {
            engine.close();
        }
    }
}
