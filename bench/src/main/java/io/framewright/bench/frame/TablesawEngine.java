package io.framewright.bench.frame;

import io.framewright.either.Either;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Tablesaw by its own means, over tables of its own reader. */
final class TablesawEngine implements Engine {
    private static final String POM = "/META-INF/maven/tech.tablesaw/tablesaw-core/pom.properties";

    private final DbBenchmark data;
    private final Path directory;
    private final Map<String, Table> tables = new HashMap<>();

    TablesawEngine(DbBenchmark data, Path directory) {
        this.data = data;
        this.directory = directory;
    }

    @Override
    public String name() {
        return "Tablesaw";
    }

    @Override
    public String version() {
        Properties maven = new Properties();
        try (InputStream written = Table.class.getResourceAsStream(POM)) {
            maven.load(Objects.requireNonNull(written, POM));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return maven.getProperty("version", "");
    }

    @Override
    public void load(String table) throws IOException {
        // The only one it has questions over; reading others takes it minutes.
        if (table.equals("g1")) {
            tables.put(table, read(table));
        }
    }

    private Table read(String table) throws IOException {
        return Table.read().csv(data.file(directory, table).toString());
    }

    @Override
    public void drop(String table) {
        tables.remove(table);
    }

    @Override
    public Either<String, Answer> ask(Question question) throws IOException {
        UnaryOperator<Table> own = TablesawQuestions.ALL.get(question.name());
        if (own == null && !(question.isLoad() && question.file() == FileFormat.CSV)) {
            return Either.left("–");
        }
        long began = System.nanoTime();
        Table made = own == null
                ? read(question.tables().get(0))
                : own.apply(Objects.requireNonNull(tables.get("g1"), "g1 is not loaded"));
        return Either.right(answer(question, made, System.nanoTime() - began));
    }

    private static Answer answer(Question question, Table table, long nanos) {
        Map<String, Double> sums = new LinkedHashMap<>();
        question.checked()
                .sums()
                .forEach(name -> sums.put(name, table.numberColumn(name).sum()));
        question.checked().ordered().ifPresent(name -> sums.put(Answer.ORDER, inOrder(table.numberColumn(name))));
        return new Answer(nanos / 1e6, table.rowCount(), sums);
    }

    private static double inOrder(NumericColumn<?> column) {
        double sum = 0;
        for (int row = 0; row < column.size(); row++) {
            sum += column.getDouble(row) * (row + 1.0);
        }
        return sum;
    }
}
