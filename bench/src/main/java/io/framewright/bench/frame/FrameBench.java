package io.framewright.bench.frame;

import io.framewright.either.Either;
import io.framewright.query.Cores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Frames beside DuckDB, Polars and Tablesaw: bench/README.md, section Frames. Prints a Markdown table; exits 1 if an
 * engine failed or answers differ, 2 if an option is wrong.
 */
public final class FrameBench {
    private final Options options;
    private final DbBenchmark data;
    private final List<Engine> engines = new ArrayList<>();
    private final Set<String> loaded = new LinkedHashSet<>();
    private final List<String> wrong = new ArrayList<>();

    private FrameBench(Options options) {
        this.options = options;
        this.data = new DbBenchmark(options.rows());
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.read(args)
                .fold(
                        wrong -> {
                            System.err.println(wrong + System.lineSeparator() + Options.USAGE);
                            System.exit(2);
                            throw new IllegalStateException(wrong);
                        },
                        pending -> {
                            throw new IllegalStateException("pending");
                        },
                        read -> read);
        List<String> wrong = new FrameBench(options).run();
        wrong.forEach(System.err::println);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private List<String> run() throws Exception {
        Cores.share(Cores.of(options.cores()));
        try {
            open();
            head();
            Report report = new Report(engines.stream().map(Engine::name).toList());
            if (!options.questions().isEmpty()) {
                System.out.println(report.header());
            }
            for (int i = 0; i < options.questions().size(); i++) {
                ask(i, report);
            }
            memory();
        } finally {
            for (Engine engine : engines) {
                engine.close();
            }
        }
        return wrong;
    }

    private void open() throws Exception {
        engines.add(new FramewrightEngine(data, options.data()));
        if (options.data().isEmpty()) {
            return;
        }
        Path directory = options.data().get();
        if (options.peers().contains("duckdb")) {
            engines.add(new DuckDbEngine(data, directory, options.cores()));
        }
        if (options.peers().contains("polars")) {
            Either<String, Engine> polars = options.polars().isEmpty()
                    ? Either.left("give --polars DIR, where npm install nodejs-polars was run")
                    : PolarsEngine.open(data, directory, options.polars().get(), options.cores());
            polars.peekLeft(why -> System.out.println("Polars is skipped: " + why + ".\n"))
                    .peek(engines::add);
        }
        if (options.peers().contains("tablesaw")) {
            engines.add(new TablesawEngine(data, directory));
        }
    }

    private void head() {
        System.out.printf(
                "%,d rows, %d cores, %d runs after %d to warm up, JDK %s, %d MiB heap; %s.%n%n",
                options.rows(),
                options.cores(),
                options.comparison().runs(),
                options.comparison().warmUp(),
                Runtime.version(),
                Runtime.getRuntime().maxMemory() >> 20,
                String.join(
                        ", ",
                        engines.stream()
                                .map(engine -> engine.name() + " " + engine.version())
                                .toList()));
    }

    private void ask(int index, Report report) throws Exception {
        Question question = options.questions().get(index);
        keepOnlyWhatIsAskedFrom(index);
        if (!question.isLoad()) {
            for (String table : question.tables()) {
                if (loaded.add(table)) {
                    for (Engine engine : engines) {
                        engine.load(table);
                    }
                }
            }
        }
        System.gc();
        List<Measured> measured = options.comparison().of(question, engines);
        System.out.println(report.row(question, measured));
        measured.stream()
                .filter(Measured::failed)
                .forEach(one -> wrong.add(question.name() + ", " + one.engine() + ": " + one.why()));
    }

    private void keepOnlyWhatIsAskedFrom(int index) throws Exception {
        List<String> needed = options.questions().stream()
                .skip(index)
                .filter(question -> !question.isLoad())
                .flatMap(question -> question.tables().stream())
                .toList();
        for (String table : List.copyOf(loaded)) {
            if (!needed.contains(table)) {
                loaded.remove(table);
                for (Engine engine : engines) {
                    engine.drop(table);
                }
            }
        }
    }

    private void memory() throws Exception {
        if (!options.memory()) {
            return;
        }
        System.out.println();
        System.out.println(
                options.data().isPresent()
                        ? LoadMemory.measured(data.file(options.data().get(), "g1"))
                        : "Memory is not measured: it needs --data.");
    }
}
