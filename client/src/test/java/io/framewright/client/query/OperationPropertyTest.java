package io.framewright.client.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds random operations to what workers read of them. */
class OperationPropertyTest {
    /** Fields that hold an expression, which a worker writes with other parentheses. */
    private static final Set<String> EXPRESSIONS = Set.of("where", "as");

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void aWorkerReadsEveryFieldOfWhatWasBuilt(@ForAll("operations") Operation built) {
        var read = Read.right(io.framewright.query.Operation.parse(Operation.list(List.of(built))))
                .get(0);

        holdsAllOf(read.json(), built.json(), built.op());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aWorkerReadsItAlikeAfterTheWayOverTheWire(@ForAll("operations") Operation built) {
        JsonNode sent = Operation.list(List.of(built));

        assertThat(Read.right(io.framewright.query.Operation.parse(Read.json(sent.toString()))))
                .hasToString(
                        Read.right(io.framewright.query.Operation.parse(sent)).toString());
    }

    private static void holdsAllOf(JsonNode whole, JsonNode part, String op) {
        assertThat(whole.size()).isGreaterThanOrEqualTo(part.size());
        part.properties().forEach(field -> {
            JsonNode there = whole.path(field.getKey());
            JsonNode wanted = field.getValue();
            if (wanted.isTextual() && EXPRESSIONS.contains(field.getKey()) && !op.equals("groupBy")) {
                assertThat(Read.tree(there.asText())).isEqualTo(Read.tree(wanted.asText()));
            } else if (wanted.isNumber()) {
                assertThat(there.decimalValue()).isEqualByComparingTo(wanted.decimalValue());
            } else if (wanted.isArray()) {
                assertThat(there.size()).isEqualTo(wanted.size());
                for (int i = 0; i < wanted.size(); i++) {
                    JsonNode item = JsonNodeFactory.instance.objectNode().set("item", wanted.get(i));
                    holdsAllOf(
                            JsonNodeFactory.instance.objectNode().set("item", there.get(i)),
                            item,
                            wanted.get(i).path("op").asText(op));
                }
            } else if (wanted.isObject()) {
                holdsAllOf(there, wanted, op);
            } else {
                assertThat(there).isEqualTo(wanted);
            }
        });
    }

    @Provide
    Arbitrary<Operation> operations() {
        Arbitrary<Operation> views = Combinators.combine(
                        names(), single().list().ofMaxSize(3), Arbitraries.of(true, false))
                .as((view, steps, overwrite) -> {
                    ViewCreation creation = Operations.createView(view, steps.toArray(Operation[]::new));
                    return overwrite ? creation : creation.unlessThere();
                });
        return Arbitraries.oneOf(single(), single(), single(), views, names().map(Operations::dropView), sets());
    }

    private static Arbitrary<Operation> sets() {
        return Arbitraries.oneOf(
                Combinators.combine(
                                names(),
                                someNames(),
                                names(),
                                Arbitraries.integers().between(1, 100_000))
                        .as((set, predictors, view, most) -> Operations.createClassificationSet(
                                        set, predictors, String.join("", predictors) + "?")
                                .ofView(view)
                                .fillingWithMeans()
                                .labelled()
                                .withMaxCategories(most)),
                Combinators.combine(names(), someNames())
                        .as((set, predictors) -> Operations.createRegressionSet(
                                        set, predictors, String.join("", predictors) + "?")
                                .failingOnMissing()
                                .unlessThere()),
                names().map(Operations::dropTrainingSet));
    }

    /** A name is any text but a blank one. */
    private static Arbitrary<String> names() {
        return RandomExpressions.texts().filter(name -> !name.isBlank());
    }

    private static Arbitrary<List<String>> someNames() {
        return names().list().uniqueElements().ofMinSize(1).ofMaxSize(4);
    }

    private static Arbitrary<Operation> single() {
        return Arbitraries.oneOf(
                RandomExpressions.conditions(2).map(where -> Operations.filter(where.built())),
                Combinators.combine(names(), RandomExpressions.values(1))
                        .as((column, as) -> Operations.derive(column, as.built())),
                someNames().map(Operations::project),
                someNames().map(Operations::drop),
                Combinators.combine(names(), names()).as(Operations::rename),
                someNames().map(OperationPropertyTest::rotated).map(Operations::rename),
                Combinators.combine(names(), Arbitraries.of(ColumnType.values()))
                        .as((column, type) ->
                                Operations.transformType(column, type).orMissing()),
                keys().list().ofMinSize(1).ofMaxSize(3).map(Operations::sort),
                Combinators.combine(someNames(), aggregates(), aggregates())
                        .as((keys, one, other) ->
                                Operations.groupBy(keys.toArray(String[]::new)).aggregate(one, other)),
                Combinators.combine(
                                Arbitraries.longs().greaterOrEqual(0),
                                Arbitraries.longs().greaterOrEqual(0))
                        .as(Operations::limit),
                someNames().map(columns -> Operations.distinct(columns.toArray(String[]::new))),
                someNames().map(columns -> Operations.dropMissing(columns.toArray(String[]::new))),
                Combinators.combine(names(), RandomExpressions.texts()).as(Operations::fillMissing),
                Combinators.combine(names(), Arbitraries.longs()).as(Operations::fillMissing),
                Combinators.combine(names(), Arbitraries.doubles()).as(Operations::fillMissing),
                Combinators.combine(RandomExpressions.texts(), names(), names())
                        .as((column, role, unit) -> Operations.setFeatures(
                                Operations.feature(column).role(role).unit(unit))));
    }

    private static Map<String, String> rotated(List<String> names) {
        Map<String, String> renamed = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            renamed.put(names.get(i), names.get((i + 1) % names.size()));
        }
        return renamed;
    }

    private static Arbitrary<SortKey> keys() {
        return Combinators.combine(names(), Arbitraries.of(true, false))
                .as((column, up) -> up ? Operations.ascending(column) : Operations.descending(column));
    }

    private static Arbitrary<Aggregate> aggregates() {
        return Arbitraries.oneOf(
                names().map(name -> Aggregates.count().as(name)),
                names().map(Aggregates::sum),
                Combinators.combine(names(), Arbitraries.doubles().between(0, 1), names())
                        .as((column, q, name) -> Aggregates.quantile(column, q).as(name)));
    }
}
