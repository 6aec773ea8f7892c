package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.expression.Expression;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Holds every operation to DuckDB: random pipelines over random frames, each step translated to SQL, and the rows
 * compared in their order. What means something else there is translated as docs/guide/differences.md says.
 */
class DuckDbOracleTest {
    /** More than two chunks of rows, and enough for the kernels that share work among cores. */
    private static final int LARGE = 140_000;

    /** What an operation may be refused with, as names and types are chosen at random. */
    private static final Set<String> REFUSALS = Set.of("COLUMN_EXISTS", "TYPE_MISMATCH", "INVALID_COMMAND");

    /** Sums and means differ in their last digits; expressions are compared to the last bit. */
    private static final double CLOSE = 1e-9;

    private static final DuckDb DATABASE = DuckDb.open();

    @AfterContainer
    static void close() throws SQLException {
        DATABASE.close();
    }

    /**
     * A frame, another one to join, and a number for each operation.
     *
     * @param rows of the first
     */
    record Case(int rows, int otherRows, long seed, List<Long> operations) {}

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.of(0, 1)),
                                Tuple.of(6, Arbitraries.integers().between(2, 60))),
                        Arbitraries.integers().between(0, 25),
                        Arbitraries.longs(),
                        Arbitraries.longs().list().ofMinSize(1).ofMaxSize(6))
                .as(Case::new);
    }

    @Provide
    Arbitrary<Case> largeCases() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.longs().list().ofMinSize(1).ofMaxSize(2))
                .as((seed, operations) -> new Case(LARGE, LARGE / 2, seed, operations));
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void aPipelineGivesTheRowsThatDuckDbGives(@ForAll("cases") Case one) throws SQLException {
        check(one, false);
    }

    @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
    void soItDoesWhereSeveralCoresWork(@ForAll("largeCases") Case one) throws SQLException {
        check(one, true);
    }

    /** Many at once: each is a column of its own. */
    @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
    void expressionsGiveTheValuesThatDuckDbGives(@ForAll long seed) throws SQLException {
        Frame frame = NineTypes.frame(40, seed);
        DATABASE.load("p", frame);
        ExpressionSql sql = new ExpressionSql(frame, Meaning.ours());
        RandomExpressions random = new RandomExpressions(OperationSql.schema(frame), new Random(seed));
        List<ObjectNode> done = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        Frame made = frame;
        for (ColumnType type : ColumnType.values()) {
            String text = random.of(type, 4);
            ObjectNode derive = JsonNodeFactory.instance.objectNode().put("op", "derive");
            derive.put("column", "x " + type).put("as", text);
            done.add(derive);
            made = PipelineTest.right(apply(made, derive, FrameLookup.NONE));
            columns.add(sql.of(PipelineTest.right(Expression.parse(text))) + " as " + Meaning.name("x " + type));
        }
        String select = "select *, " + String.join(", ", columns) + " from p";
        step(select, made, 0, () -> story(frame, frame, done, select));
    }

    /** Every running function and every way to rank, of every column, over all rows or within groups. */
    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void runningValuesAndRanksAreThoseOfWindowFunctions(@ForAll @IntRange(max = 80) int rows, @ForAll long seed)
            throws SQLException {
        Random random = new Random(seed);
        Frame frame = NineTypes.frame(rows, seed);
        OperationSql sql = new OperationSql(frame, frame, Meaning.ours());
        List<ObjectNode> done = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        Frame made = frame;
        for (Column column : frame.data()) {
            List<String> within = random.nextBoolean()
                    ? List.of()
                    : List.of(frame.columnNames()
                            .get(random.nextInt(frame.columnNames().size())));
            List<Sort.Key> by = List.of(new Sort.Key(column.name(), random.nextBoolean()), new Sort.Key("k", false));
            for (RankMethod method : RankMethod.values()) {
                Rank rank = new Rank(by, "x" + columns.size(), method, within);
                columns.add(sql.ranked(rank) + " as " + rank.as());
                done.add(rank.json());
            }
            for (CumulativeFunction function : CumulativeFunction.values()) {
                boolean adds = Set.of("sum", "mean", "product").contains(function.shown());
                if (function.refuses(column.type()) == null
                        && !(adds && column.name().equals("d"))) {
                    Cumulate running = new Cumulate(column.name(), function, "x" + columns.size(), within);
                    columns.add(sql.cumulated(running) + " as " + running.as());
                    done.add(running.json());
                }
            }
        }
        for (ObjectNode json : done) {
            made = PipelineTest.right(apply(made, json, FrameLookup.NONE));
        }
        DATABASE.load("p", frame);
        String select = "select *, " + String.join(", ", columns) + " from p";
        step(select, made, CLOSE, () -> story(frame, frame, done, select));
    }

    private static void check(Case one, boolean large) throws SQLException {
        Frame frame = NineTypes.frame(one.rows(), one.seed());
        Frame other = NineTypes.frame(one.otherRows(), one.seed() + 1);
        FrameLookup frames = FrameLookup.of(Frames.EMPTY.with("other", other));
        Frame first = frame;
        DATABASE.load("p", frame);
        DATABASE.load("o", other);
        List<ObjectNode> done = new ArrayList<>();
        Iterator<Long> seeds = one.operations().iterator();
        while (seeds.hasNext()) {
            Random random = new Random(seeds.next());
            ObjectNode json = new RandomOperations(frame, large, !seeds.hasNext(), random).next();
            Either<Failure, Frame> made = apply(frame, json, frames);
            done.add(json);
            if (made.isLeft()) {
                Failure failure = PipelineTest.left(made);
                assertThat(REFUSALS).as(failure.message() + "\n" + json).contains(failure.code());
                continue;
            }
            Frame next = PipelineTest.right(made);
            String sql = new OperationSql(frame, other, Meaning.ours()).of(operation(json));
            step(sql, next, CLOSE, () -> story(first, other, done, sql));
            frame = next;
            if (frame.rowCount() > 1_000_000) {
                return;
            }
        }
    }

    /** Does it in DuckDB, and compares. */
    private static void step(String sql, Frame made, double close, Supplier<String> story) {
        try {
            assertThat(DATABASE.unlike(sql, made, close)).as(story).isNull();
        } catch (SQLException failed) {
            throw new AssertionError(story.get(), failed);
        }
    }

    private static String story(Frame first, Frame other, List<ObjectNode> done, String sql) {
        StringBuilder story = new StringBuilder(done.toString()).append("\n").append(sql);
        for (Frame frame : List.of(first, other)) {
            story.append("\n").append(OperationSql.schema(frame));
            DuckDb.rows(frame.slice(0, 60)).forEach(row -> story.append("\n").append(row));
        }
        return story.append("\n").toString();
    }

    static Operation operation(ObjectNode json) {
        return PipelineTest.right(
                        Operation.parse(JsonNodeFactory.instance.arrayNode().add(json)))
                .get(0);
    }

    static Either<Failure, Frame> apply(Frame frame, ObjectNode json, FrameLookup frames) {
        return Operation.parse(JsonNodeFactory.instance.arrayNode().add(json))
                .flatMap(operations -> Pipeline.apply(frame, operations, frames, WorkMonitor.NONE));
    }
}
