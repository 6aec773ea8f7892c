package io.framewright.bench.frame;

import io.framewright.bench.frame.Question.Asked;
import io.framewright.bench.frame.Question.Checked;
import io.framewright.bench.frame.Question.Goal;
import java.util.List;
import java.util.Optional;

/**
 * All questions, in the order in which they are asked. Group-by q1 to q7 and q10 and the first five joins are the
 * db-benchmark's own; the others are of the same tables. The goals are those of the work plan.
 */
final class Questions {
    private static final Goal GROUP_BY = new Goal(0.5, Optional.of(50.0));
    private static final Goal GROUP_BY_LOOSE = new Goal(0.8, Optional.of(50.0));
    private static final Goal FILTER = new Goal(0.6, Optional.empty());
    private static final Goal SORT = new Goal(0.5, Optional.empty());
    private static final Goal JOIN = new Goal(0.4, Optional.empty());
    private static final Goal LOAD = new Goal(0.8, Optional.of(12.0));
    private static final Goal LOAD_BINARY = new Goal(1.0, Optional.empty());
    private static final List<String> WHOLE_AND_REAL = List.of("id4", "id5", "id6", "v1", "v2", "v3");
    private static final List<String> G1 = List.of("v1", "v2", "v3");

    static final List<Question> ALL = List.of(
            load("csv", "load g1 from CSV", FileFormat.CSV, LOAD, "g1", WHOLE_AND_REAL),
            load("parquet", "load g1 from Parquet", FileFormat.PARQUET, LOAD_BINARY, "g1", WHOLE_AND_REAL),
            load(
                    "arrow",
                    "load g1 from Arrow; DuckDB from Parquet",
                    FileFormat.ARROW,
                    LOAD_BINARY,
                    "g1",
                    WHOLE_AND_REAL),
            groupBy(
                    "q1",
                    "sum v1 by id1",
                    GROUP_BY,
                    "[{'op':'groupBy','columns':['id1'],'aggregates':[{'column':'v1','function':'sum','as':'v1'}]}]",
                    "SELECT id1, sum(v1) AS v1 FROM g1 GROUP BY id1",
                    "g1.groupBy('id1').agg(pl.col('v1').sum())",
                    "v1"),
            groupBy(
                    "q2",
                    "sum v1 by id1, id2",
                    GROUP_BY,
                    "[{'op':'groupBy','columns':['id1','id2'],"
                            + "'aggregates':[{'column':'v1','function':'sum','as':'v1'}]}]",
                    "SELECT id1, id2, sum(v1) AS v1 FROM g1 GROUP BY id1, id2",
                    "g1.groupBy(['id1', 'id2']).agg(pl.col('v1').sum())",
                    "v1"),
            groupBy(
                    "q3",
                    "sum v1, mean v3 by id3",
                    GROUP_BY,
                    "[{'op':'groupBy','columns':['id3'],'aggregates':[{'column':'v1','function':'sum','as':'v1'},"
                            + "{'column':'v3','function':'mean','as':'v3'}]}]",
                    "SELECT id3, sum(v1) AS v1, avg(v3) AS v3 FROM g1 GROUP BY id3",
                    "g1.groupBy('id3').agg(pl.col('v1').sum(), pl.col('v3').mean())",
                    "v1",
                    "v3"),
            groupBy(
                    "q4",
                    "mean v1, v2, v3 by id4",
                    GROUP_BY_LOOSE,
                    "[{'op':'groupBy','columns':['id4'],'aggregates':[{'column':'v1','function':'mean','as':'v1'},"
                            + "{'column':'v2','function':'mean','as':'v2'},"
                            + "{'column':'v3','function':'mean','as':'v3'}]}]",
                    "SELECT id4, avg(v1) AS v1, avg(v2) AS v2, avg(v3) AS v3 FROM g1 GROUP BY id4",
                    "g1.groupBy('id4').agg(pl.col('v1').mean(), pl.col('v2').mean(), pl.col('v3').mean())",
                    "id4",
                    "v1",
                    "v2",
                    "v3"),
            groupBy(
                    "q5",
                    "sum v1, v2, v3 by id6",
                    GROUP_BY,
                    "[{'op':'groupBy','columns':['id6'],'aggregates':[{'column':'v1','function':'sum','as':'v1'},"
                            + "{'column':'v2','function':'sum','as':'v2'},"
                            + "{'column':'v3','function':'sum','as':'v3'}]}]",
                    "SELECT id6, sum(v1) AS v1, sum(v2) AS v2, sum(v3) AS v3 FROM g1 GROUP BY id6",
                    "g1.groupBy('id6').agg(pl.col('v1').sum(), pl.col('v2').sum(), pl.col('v3').sum())",
                    "id6",
                    "v1",
                    "v2",
                    "v3"),
            groupBy(
                    "q6",
                    "median v3, sd v3 by id4, id5",
                    GROUP_BY,
                    "[{'op':'groupBy','columns':['id4','id5'],"
                            + "'aggregates':[{'column':'v3','function':'median','as':'median_v3'},"
                            + "{'column':'v3','function':'sd','as':'sd_v3'}]}]",
                    "SELECT id4, id5, median(v3) AS median_v3, stddev(v3) AS sd_v3 FROM g1 GROUP BY id4, id5",
                    "g1.groupBy(['id4', 'id5']).agg("
                            + "pl.col('v3').median().alias('median_v3'), pl.col('v3').std().alias('sd_v3'))",
                    "id4",
                    "id5",
                    "median_v3",
                    "sd_v3"),
            groupBy(
                    "q6sd",
                    "sd v3 by id4, id5",
                    GROUP_BY,
                    "[{'op':'groupBy','columns':['id4','id5'],"
                            + "'aggregates':[{'column':'v3','function':'sd','as':'sd_v3'}]}]",
                    "SELECT id4, id5, stddev(v3) AS sd_v3 FROM g1 GROUP BY id4, id5",
                    "g1.groupBy(['id4', 'id5']).agg(pl.col('v3').std().alias('sd_v3'))",
                    "id4",
                    "id5",
                    "sd_v3"),
            groupBy(
                    "q7",
                    "max v1 − min v2 by id3",
                    GROUP_BY,
                    "[{'op':'groupBy','columns':['id3'],'aggregates':[{'column':'v1','function':'max','as':'max_v1'},"
                            + "{'column':'v2','function':'min','as':'min_v2'}]},"
                            + "{'op':'derive','column':'range','as':'max_v1 - min_v2'},"
                            + "{'op':'project','columns':['id3','range']}]",
                    "SELECT id3, max(v1) - min(v2) AS range FROM g1 GROUP BY id3",
                    "g1.groupBy('id3').agg(pl.col('v1').max().sub(pl.col('v2').min()).alias('range'))",
                    "range"),
            groupBy(
                    "q10",
                    "sum v3, count by id1 to id6",
                    GROUP_BY_LOOSE,
                    "[{'op':'groupBy','columns':['id1','id2','id3','id4','id5','id6'],"
                            + "'aggregates':[{'column':'v3','function':'sum','as':'v3'},"
                            + "{'function':'count','as':'count'}]}]",
                    "SELECT id1, id2, id3, id4, id5, id6, sum(v3) AS v3, count(*) AS count FROM g1"
                            + " GROUP BY id1, id2, id3, id4, id5, id6",
                    "g1.groupBy(['id1', 'id2', 'id3', 'id4', 'id5', 'id6']).agg("
                            + "pl.col('v3').sum(), pl.col('v1').count().alias('count'))",
                    "id4",
                    "id5",
                    "id6",
                    "v3",
                    "count"),
            filter(
                    "range20",
                    "v3 from 40 to 60: 20 % kept",
                    "v3 >= 40 and v3 < 60",
                    "v3 >= 40 AND v3 < 60",
                    "pl.col('v3').gtEq(40).and(pl.col('v3').lt(60))"),
            filter("range50", "v3 under 50: 50 % kept", "v3 < 50", "v3 < 50", "pl.col('v3').lt(50)"),
            filter(
                    "text",
                    "id1 is a text: 1 % kept",
                    "id1 == \\\"id016\\\"",
                    "id1 = 'id016'",
                    "pl.col('id1').eq(pl.lit('id016'))"),
            filter(
                    "compound",
                    "id4, v1, and v3 or id1: 1 % kept",
                    "id4 <= 50 and v1 in [1, 2] and (v3 > 95 or id1 == \\\"id016\\\")",
                    "id4 <= 50 AND v1 IN (1, 2) AND (v3 > 95 OR id1 = 'id016')",
                    "pl.col('id4').ltEq(50).and(pl.col('v1').isIn([1, 2]))"
                            + ".and(pl.col('v3').gt(95).or(pl.col('id1').eq(pl.lit('id016'))))"),
            sort(
                    "sort1",
                    "by v3",
                    "[{'op':'sort','by':[{'column':'v3'}]}]",
                    "SELECT * FROM g1 ORDER BY v3",
                    "g1.sort('v3')"),
            sort(
                    "sort2",
                    "by id1, and v3 downwards",
                    "[{'op':'sort','by':[{'column':'id1'},{'column':'v3','order':'desc'}]}]",
                    "SELECT * FROM g1 ORDER BY id1, v3 DESC",
                    "g1.sort(['id1', 'v3'], [false, true])"),
            join("small", "inner, int", "small", "id1", "inner"),
            join("medium", "inner, int", "medium", "id2", "inner"),
            join("medium-left", "left, int", "medium", "id2", "left"),
            join("medium-text", "inner, string", "medium", "id5", "inner"),
            join("big", "inner, int", "big", "id3", "inner"),
            join("small-left", "left, int", "small", "id1", "left"),
            join("big-left", "left, int", "big", "id3", "left"),
            load(
                    "csv-texts",
                    "load x from CSV, a column of all different texts",
                    FileFormat.CSV,
                    LOAD,
                    "x",
                    List.of("id1", "id2", "id3", "v1")));

    private Questions() {}

    private static Question load(
            String name, String shown, FileFormat file, Goal goal, String table, List<String> sums) {
        return new Question(
                name,
                shown,
                Question.LOAD,
                List.of(table),
                file,
                new Asked("[]", "", ""),
                new Checked(sums, Optional.empty()),
                goal);
    }

    private static Question groupBy(
            String name, String shown, Goal goal, String operations, String sql, String polars, String... sums) {
        return new Question(
                name,
                shown,
                "groupby",
                List.of("g1"),
                FileFormat.CSV,
                new Asked(operations.replace('\'', '"'), sql, polars),
                new Checked(List.of(sums), Optional.empty()),
                goal);
    }

    private static Question filter(String name, String shown, String where, String condition, String polars) {
        return new Question(
                name,
                shown,
                "filter",
                List.of("g1"),
                FileFormat.CSV,
                new Asked(
                        "[{\"op\":\"filter\",\"where\":\"" + where + "\"}]",
                        "SELECT * FROM g1 WHERE " + condition,
                        "g1.filter(" + polars + ")"),
                new Checked(G1, Optional.of("v3")),
                FILTER);
    }

    private static Question sort(String name, String shown, String operations, String sql, String polars) {
        return new Question(
                name,
                shown,
                "sort",
                List.of("g1"),
                FileFormat.CSV,
                new Asked(operations.replace('\'', '"'), sql, polars),
                new Checked(G1, Optional.of("v3")),
                SORT);
    }

    /**
     * All columns of x, and those of the right table that are not the key; equal names are told apart by each engine.
     */
    private static Question join(String name, String shown, String right, String key, String how) {
        return new Question(
                "join-" + name,
                "x with " + right + " on " + key + ": " + shown,
                "join",
                List.of("x", right),
                FileFormat.CSV,
                new Asked(
                        "[{\"op\":\"join\",\"frame\":\"" + right + "\",\"on\":[\"" + key + "\"],\"how\":\"" + how
                                + "\"}]",
                        "SELECT x.*, " + right + ".* EXCLUDE (" + key + ") FROM x " + how + " JOIN " + right
                                + " USING (" + key + ")",
                        "x.join(" + right + ", {on: '" + key + "', how: '" + how + "', suffix: '_right'})"),
                new Checked(List.of("id1", "id2", "id3", "v1", "v2"), Optional.empty()),
                JOIN);
    }
}
