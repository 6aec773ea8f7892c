package io.framewright.bench.frame;

import io.framewright.query.Cores;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames beside DuckDB, Polars, pandas and Tablesaw: bench/README.md, section Frames. Prints a Markdown table; exits 1
 * if an engine failed or answers differ, 2 if an option is wrong.
 */
public final class FrameBench {
    private final Options options;
    private final ColdRuns cold;
    private final DbBenchmark data;
    private final List<String> wrong = new ArrayList<>();

    private FrameBench(Options options, ColdRuns cold) {
        this.options = options;
        this.cold = cold;
        this.data = new DbBenchmark(options.rows());
    }

    public static void main(String[] args) throws Exception {
        Options options = read(args);
        List<String> wrong =
                new FrameBench(options, new ColdRuns(args, options.comparison().runs())).run();
        wrong.forEach(System.err::println);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /** Ends this process if they are wrong. */
    static Options read(String[] args) {
        return Options.read(args)
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
    }

    private List<String> run() throws Exception {
        Cores.share(Cores.of(options.cores()));
        try (Engines engines = Engines.open(options, data)) {
            head(engines);
            Report report = new Report(engines.all().stream().map(Engine::name).toList(), !options.cold());
            if (!options.questions().isEmpty()) {
                System.out.println(report.header());
            }
            for (int i = 0; i < options.questions().size(); i++) {
                ask(i, engines, report);
            }
            memory();
        }
        return wrong;
    }

    private void head(Engines engines) {
        engines.skipped().forEach(why -> System.out.println(why + System.lineSeparator()));
        int runs = options.comparison().runs();
        System.out.printf(
                "%,d rows, %d cores, %s, JDK %s, %d MiB heap; %s.%n%n",
                options.rows(),
                options.cores(),
                options.cold()
                        ? runs + " cold runs, each in processes of its own"
                        : runs + " runs after " + options.comparison().warmUp() + " to warm up",
                Runtime.version(),
                Runtime.getRuntime().maxMemory() >> 20,
                String.join(
                        ", ",
                        engines.all().stream()
                                .map(engine -> engine.name() + " " + engine.version())
                                .toList()));
    }

    private void ask(int index, Engines engines, Report report) throws Exception {
        Question question = options.questions().get(index);
        List<Measured> measured = options.cold() ? cold(question) : warm(index, engines);
        System.out.println(report.row(question, measured));
        measured.stream()
                .filter(Measured::failed)
                .forEach(one -> wrong.add(question.name() + ", " + one.engine() + ": " + one.why()));
    }

    /** Files are written here, so that none of the processes has done that before it is asked. */
    private List<Measured> cold(Question question) throws Exception {
        if (options.data().isPresent()) {
            for (String table : question.tables()) {
                question.file().file(data, options.data().get(), table);
            }
        }
        return cold.of(question);
    }

    private List<Measured> warm(int index, Engines engines) throws Exception {
        List<Question> left =
                options.questions().subList(index, options.questions().size());
        engines.keepOnlyFor(left);
        engines.loadFor(left.get(0));
        System.gc();
        return options.comparison().of(left.get(0), engines.all());
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
