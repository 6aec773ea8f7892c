package io.framewright.bench.frame;

import java.util.List;
import java.util.Optional;

/**
 * What every engine is asked. Each answers with a table of its own, whole in memory.
 *
 * @param name what {@code --cases} calls it
 * @param shown what is asked, for a reader
 * @param group what it is: {@code load}, {@code groupby}, {@code filter}, {@code sort} or {@code join}
 * @param tables what must be loaded, the one that operations are applied to first; of {@code load}, the table whose CSV
 *     file is to be read
 * @param file what a load reads
 * @param asked in the words of each engine
 * @param checked what must be the same in all answers, beside the number of rows
 */
record Question(
        String name,
        String shown,
        String group,
        List<String> tables,
        FileFormat file,
        Asked asked,
        Checked checked,
        Goal goal) {
    static final String LOAD = "load";

    Question {
        tables = List.copyOf(tables);
    }

    boolean isLoad() {
        return group.equals(LOAD);
    }

    /**
     * The same question to different engines; Tablesaw's words are in {@link TablesawQuestions}.
     *
     * @param operations ours, as JSON
     * @param sql of DuckDB, a SELECT
     * @param polars an expression in JavaScript over {@code pl} and the tables as lazy frames, giving a lazy frame
     */
    record Asked(String operations, String sql, String polars) {}

    /**
     * @param sums numeric columns whose sums must agree
     * @param ordered a numeric column whose order must agree
     */
    record Checked(List<String> sums, Optional<String> ordered) {
        Checked {
            sums = List.copyOf(sums);
        }
    }

    /**
     * @param ofFastestPeer our time ÷ that of the fastest peer, at most; Tablesaw is not one of them
     * @param timesTablesaw Tablesaw's time ÷ ours, at least
     */
    record Goal(double ofFastestPeer, Optional<Double> timesTablesaw) {}
}
