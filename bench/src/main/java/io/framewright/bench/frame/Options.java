package io.framewright.bench.frame;

import io.framewright.either.Either;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the command line of {@link FrameBench} says. */
record Options(
        int rows,
        Optional<Path> data,
        List<Question> questions,
        boolean memory,
        List<String> peers,
        Optional<Path> polars,
        String python,
        Comparison comparison,
        int cores,
        boolean cold) {
    static final List<String> PEERS = List.of("duckdb", "polars", "pandas", "tablesaw");
    static final String MEMORY = "memory";
    static final String USAGE = """
            FrameBench [--rows 1e6] [--data DIR] [--cases q1,join,…] [--peers duckdb,polars,pandas,tablesaw]
                       [--polars DIR] [--python COMMAND] [--warmup 2] [--runs 5] [--limit SECONDS] [--cores N] [--cold]
              --data    where the CSV files are or are to be written; without it nothing is written and no peer is asked
              --cases   names or groups (load, groupby, filter, sort, join, memory); all if not given
              --peers   all if not given; none for our own figures
              --polars  where npm install nodejs-polars was run
              --python  an interpreter that has pandas; /usr/bin/python3
              --warmup  rounds that do not count, the cold one among them
              --limit   what took longer once is not asked again; 30
              --cold    each run of each case in processes of its own, which have answered nothing before""";

    static final String COLD = "--cold";

    private static final Map<String, String> DEFAULTS = Map.of(
            "rows",
            "1e6",
            "data",
            "",
            "cases",
            "load,groupby,filter,sort,join,memory",
            "peers",
            String.join(",", PEERS),
            "polars",
            "",
            "python",
            "/usr/bin/python3",
            "warmup",
            "2",
            "runs",
            "5",
            "limit",
            "30",
            "cores",
            Integer.toString(Runtime.getRuntime().availableProcessors()));

    Options {
        questions = List.copyOf(questions);
        peers = List.copyOf(peers);
    }

    /** Left what is wrong, for a person. */
    static Either<String, Options> read(String[] args) {
        Map<String, String> given = new TreeMap<>(DEFAULTS);
        List<String> pairs = new ArrayList<>(List.of(args));
        boolean cold = pairs.removeIf(COLD::equals);
        for (int i = 0; i < pairs.size(); i += 2) {
            String option = pairs.get(i);
            String name = option.startsWith("--") ? option.substring(2) : option;
            if (!option.startsWith("--") || !DEFAULTS.containsKey(name)) {
                return Either.left("there is no option " + option);
            }
            if (i + 1 == pairs.size()) {
                return Either.left(option + " needs a value");
            }
            given.put(name, pairs.get(i + 1));
        }
        return cases(list(given, "cases"))
                .flatMap(questions -> peers(given)
                        .flatMap(peers -> numbers(given)
                                .map(numbers -> new Options(
                                        numbers.get(0),
                                        path(given, "data"),
                                        questions,
                                        list(given, "cases").contains(MEMORY),
                                        peers,
                                        path(given, "polars"),
                                        given.getOrDefault("python", ""),
                                        new Comparison(numbers.get(1), numbers.get(2), numbers.get(3) * 1000.0),
                                        numbers.get(4),
                                        cold))));
    }

    private static Either<String, List<Question>> cases(List<String> names) {
        for (String name : names) {
            if (!name.equals(MEMORY) && Questions.ALL.stream().noneMatch(question -> isNamed(question, name))) {
                return Either.left("there is no case " + name + "; there are "
                        + String.join(
                                ", ", Questions.ALL.stream().map(Question::name).toList())
                        + ", " + MEMORY);
            }
        }
        return Either.right(Questions.ALL.stream()
                .filter(question -> names.stream().anyMatch(name -> isNamed(question, name)))
                .toList());
    }

    private static boolean isNamed(Question question, String name) {
        return question.name().equals(name) || question.group().equals(name);
    }

    private static Either<String, List<String>> peers(Map<String, String> given) {
        List<String> peers = list(given, "peers");
        if (peers.equals(List.of("none")) || path(given, "data").isEmpty()) {
            return Either.right(List.of());
        }
        return PEERS.containsAll(peers)
                ? Either.right(peers)
                : Either.left("--peers are " + String.join(", ", PEERS) + ", or none");
    }

    private static Either<String, List<Integer>> numbers(Map<String, String> given) {
        List<Integer> numbers = new ArrayList<>();
        for (String name : List.of("rows", "warmup", "runs", "limit", "cores")) {
            try {
                int number = new BigDecimal(given.getOrDefault(name, "")).intValueExact();
                int least = name.equals("rows") ? DbBenchmark.LEAST_ROWS : 1;
                if (number < least || number > DbBenchmark.MOST_ROWS) {
                    return Either.left("--" + name + " must be " + least + " or more, not " + number);
                }
                numbers.add(number);
            } catch (ArithmeticException | NumberFormatException notWhole) {
                return Either.left("--" + name + " must be a whole number such as 5 or 1e6");
            }
        }
        return Either.right(numbers);
    }

    private static List<String> list(Map<String, String> given, String name) {
        return List.of(given.getOrDefault(name, "").split(",", -1));
    }

    private static Optional<Path> path(Map<String, String> given, String name) {
        String path = given.getOrDefault(name, "");
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    }
}
