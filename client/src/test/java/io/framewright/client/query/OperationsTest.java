package io.framewright.client.query;

import static io.framewright.client.query.Aggregates.count;
import static io.framewright.client.query.Aggregates.mean;
import static io.framewright.client.query.Aggregates.quantile;
import static io.framewright.client.query.Expressions.column;
import static io.framewright.client.query.Operations.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.event.Failure;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsTest {
    private static final Pattern GUIDE_EXAMPLE = Pattern.compile("## (\\w+)\\n.*?```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern AGGREGATE_ROW = Pattern.compile("(?m)^\\| (`\\w+`(?:, `\\w+`)*) \\|");

    static Stream<Arguments> builtOnes() {
        return Stream.of(
                of(filter(column("delay").gt(10)), "{'op':'filter','where':'delay > 10'}"),
                of(project("a", "b"), "{'op':'project','columns':['a','b']}"),
                of(drop("a"), "{'op':'drop','columns':['a']}"),
                of(rename("a", "b"), "{'op':'rename','columns':{'a':'b'}}"),
                of(rename(swapped()), "{'op':'rename','columns':{'a':'b','b':'a'}}"),
                of(
                        derive("hours", column("delay").dividedBy(60)),
                        "{'op':'derive','column':'hours','as':'delay / 60'}"),
                of(
                        transformType("f", ColumnType.LOCAL_DATE_TIME),
                        "{'op':'transformType','column':'f','type':'LOCAL_DATE_TIME'}"),
                of(
                        transformType("f", ColumnType.LONG).orMissing(),
                        "{'op':'transformType','column':'f','type':'LONG','onError':'missing'}"),
                of(
                        sort(ascending("a"), descending("b")),
                        "{'op':'sort','by':[{'column':'a','order':'asc'},{'column':'b','order':'desc'}]}"),
                of(sort("a"), "{'op':'sort','by':[{'column':'a','order':'asc'}]}"),
                of(
                        groupBy("a")
                                .aggregate(
                                        count().as("n"),
                                        count("b"),
                                        mean("b"),
                                        quantile("b", 0.9).as("worst")),
                        "{'op':'groupBy','columns':['a'],'aggregates':[{'function':'count','as':'n'},"
                                + "{'function':'count','column':'b'},{'function':'mean','column':'b'},"
                                + "{'function':'quantile','column':'b','q':0.9,'as':'worst'}]}"),
                of(groupBy().aggregate(count()), "{'op':'groupBy','columns':[],'aggregates':[{'function':'count'}]}"),
                of(rank(ascending("a")), "{'op':'rank','by':[{'column':'a','order':'asc'}]}"),
                of(
                        rank(ascending("a"), descending("b"))
                                .method(RankMethod.DENSE)
                                .within("c", "d")
                                .as("place"),
                        "{'op':'rank','by':[{'column':'a','order':'asc'},{'column':'b','order':'desc'}],"
                                + "'method':'dense','within':['c','d'],'as':'place'}"),
                of(cumulate("a", CumulativeFunction.SUM), "{'op':'cumulate','column':'a','function':'sum'}"),
                of(rowNumber().within("a").as("n"), "{'op':'cumulate','function':'count','within':['a'],'as':'n'}"),
                of(limit(5), "{'op':'limit','rows':5,'offset':0}"),
                of(limit(1, 2), "{'op':'limit','rows':2,'offset':1}"),
                of(distinct(), "{'op':'distinct'}"),
                of(distinct("a", "b"), "{'op':'distinct','columns':['a','b']}"),
                of(dropMissing(), "{'op':'dropMissing'}"),
                of(dropMissing("a"), "{'op':'dropMissing','columns':['a']}"),
                of(fillMissing("a", 0), "{'op':'fillMissing','column':'a','value':0}"),
                of(fillMissing("a", 0.5), "{'op':'fillMissing','column':'a','value':0.5}"),
                of(fillMissing("a", false), "{'op':'fillMissing','column':'a','value':false}"),
                of(fillMissing("a", ""), "{'op':'fillMissing','column':'a','value':''}"),
                of(
                        fillMissing("a", LocalDate.of(2001, 1, 10)),
                        "{'op':'fillMissing','column':'a','value':'2001-01-10'}"),
                of(fillMissing("a", LocalTime.NOON), "{'op':'fillMissing','column':'a','value':'12:00'}"),
                of(
                        fillMissing("a", LocalDateTime.of(2001, 1, 10, 1, 2)),
                        "{'op':'fillMissing','column':'a','value':'2001-01-10T01:02'}"),
                of(fillMissing("a", Instant.EPOCH), "{'op':'fillMissing','column':'a','value':'1970-01-01T00:00:00Z'}"),
                of(
                        createView("late", filter(column("a").gt(1)), limit(2)),
                        "{'op':'createView','view':'late','operations':[{'op':'filter','where':'a > 1'},"
                                + "{'op':'limit','rows':2,'offset':0}]}"),
                of(
                        createView("all").unlessThere(),
                        "{'op':'createView','view':'all','operations':[],'overwrite':false}"),
                of(dropView("late"), "{'op':'dropView','view':'late'}"),
                of(
                        join("other", JoinType.LEFT, Map.of("a", "b")),
                        "{'op':'join','frame':'other','on':[{'left':'a','right':'b'}],'how':'left'}"),
                of(melt(List.of("a"), List.of("b", "c")), "{'op':'melt','ids':['a'],'values':['b','c']}"),
                of(melt(List.of(), List.of()), "{'op':'melt','ids':[]}"),
                of(
                        pivot(List.of("a"), "b", quantile("c", 0.5).as("unused")),
                        "{'op':'pivot','rows':['a'],'column':'b','function':'quantile','values':'c','q':0.5}"),
                of(pivot(List.of("a"), "b", count()), "{'op':'pivot','rows':['a'],'column':'b','function':'count'}"),
                of(
                        setFeatures(
                                feature("delay")
                                        .role("target")
                                        .description("arrival delay")
                                        .unit("min"),
                                feature("origin")),
                        "{'op':'setFeatures','features':{'delay':{'role':'target','description':'arrival delay',"
                                + "'unit':'min'},'origin':{}}}"),
                of(
                        join("carriers", JoinType.LEFT, "carrier", "year"),
                        "{'op':'join','frame':'carriers','on':['carrier','year'],'how':'left'}"),
                of(
                        createRegressionSet("s", List.of("a", "b"), "y"),
                        "{'op':'createRegressionSet','set':'s','predictors':['a','b'],'responder':'y'}"),
                of(
                        createClassificationSet("s", List.of("a"), "y").ofView("v"),
                        "{'op':'createClassificationSet','set':'s','predictors':['a'],'responder':'y','view':'v'}"),
                of(
                        createRegressionSet("s", List.of("a"), "y").failingOnMissing(),
                        "{'op':'createRegressionSet','set':'s','predictors':['a'],'responder':'y','missing':'fail'}"),
                of(
                        createClassificationSet("s", List.of("a"), "y")
                                .fillingWithMeans()
                                .labelled()
                                .withMaxCategories(7)
                                .unlessThere(),
                        "{'op':'createClassificationSet','set':'s','predictors':['a'],'responder':'y',"
                                + "'missing':'mean','encoding':'label','maxCategories':7,'overwrite':false}"),
                of(dropTrainingSet("s"), "{'op':'dropTrainingSet','set':'s'}"));
    }

    private static Arguments of(Operation operation, String json) {
        return Arguments.of(operation, json.replace('\'', '"'));
    }

    private static Map<String, String> swapped() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("a", "b");
        names.put("b", "a");
        return names;
    }

    @ParameterizedTest
    @MethodSource("builtOnes")
    void isThatJson(Operation operation, String json) {
        assertThat(operation.json()).hasToString(json);
        assertThat(operation).hasToString(json);
        assertThat(operation.op()).isEqualTo(operation.json().path("op").asText());
    }

    @ParameterizedTest
    @MethodSource("builtOnes")
    void isReadByAWorker(Operation operation, String json) {
        assertThat(Read.right(io.framewright.query.Operation.parse(Operation.list(List.of(operation)))))
                .singleElement()
                .extracting(io.framewright.query.Operation::op)
                .isEqualTo(operation.op());
    }

    @Test
    void everyOperationOfAWorkerHasAMethod() {
        Failure unsupported = Read.left(io.framewright.query.Operation.parse(Read.json("[{\"op\":\"nothing\"}]")));
        Set<String> ops = Read.listed(unsupported, "operations");
        Set<String> built =
                builtOnes().map(one -> ((Operation) one.get()[0]).op()).collect(Collectors.toCollection(TreeSet::new));

        assertThat(ops).hasSizeGreaterThan(10);
        assertThat(built).containsAll(ops);
        assertThat(namesOfMethods(Operations.class)).containsAll(built);
    }

    @Test
    void everyAggregateFunctionOfTheGuideHasAMethodAndNoOther() {
        String guide = Read.file("docs/guide/operations.md");
        String section =
                guide.substring(guide.indexOf("## groupBy"), guide.indexOf("## ", guide.indexOf("## groupBy") + 3));
        Set<String> functions = AGGREGATE_ROW
                .matcher(section)
                .results()
                .flatMap(row -> Stream.of(row.group(1).replace("`", "").split(", ", -1)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(functions).hasSize(14);
        assertThat(namesOfMethods(Aggregates.class)).isEqualTo(functions);
    }

    @Test
    void everyAggregateIsReadByAWorkerAsTheFunctionOfItsName() throws ReflectiveOperationException {
        List<Operation> all = new ArrayList<>();
        for (Method method : Aggregates.class.getMethods()) {
            if (method.getDeclaringClass() == Aggregates.class) {
                Object[] arguments = Arrays.stream(method.getParameterTypes())
                        .map(type -> type == double.class ? (Object) 0.25 : "delay")
                        .toArray();
                Aggregate aggregate = (Aggregate) method.invoke(null, arguments);
                assertThat(aggregate.json().path("function").asText()).isEqualTo(method.getName());
                all.add(groupBy("a").aggregate(aggregate));
            }
        }
        assertThat(Read.right(io.framewright.query.Operation.parse(Operation.list(all))))
                .hasSize(15);
    }

    @Test
    void everyMethodToRankAndEveryRunningFunctionIsReadByAWorker() {
        List<Operation> all = new ArrayList<>();
        for (RankMethod method : RankMethod.values()) {
            all.add(rank(ascending("a")).method(method));
        }
        for (CumulativeFunction function : CumulativeFunction.values()) {
            all.add(cumulate("a", function));
        }
        assertThat(Read.right(io.framewright.query.Operation.parse(Operation.list(all))))
                .hasSize(11);
        Failure noMethod = Read.left(io.framewright.query.Operation.parse(
                Read.json("[{\"op\":\"rank\",\"by\":[{\"column\":\"a\"}],\"method\":\"?\"}]")));
        assertThat(noMethod.message()).contains("dense", "max", "min", "ordinal", "percent");
    }

    @Test
    void everyExampleOfTheGuideCanBeSaidInJava() {
        Map<String, Operation> inJava = Map.ofEntries(
                Map.entry(
                        "filter",
                        filter(Expressions.condition(
                                "delay > 10 and origin == 'SFO' and not (carrier in ['AA', 'UA'])"))),
                Map.entry("project", project("origin", "carrier", "delay")),
                Map.entry("drop", drop("distance")),
                Map.entry("rename", rename("delay", "delayMinutes")),
                Map.entry("derive", derive("hours", column("delay").dividedBy(60))),
                Map.entry(
                        "transformType",
                        transformType("flight", ColumnType.LONG).orMissing()),
                Map.entry("sort", sort(ascending("origin"), descending("delay"))),
                Map.entry(
                        "groupBy",
                        groupBy("origin")
                                .aggregate(
                                        count().as("flights"),
                                        mean("delay"),
                                        quantile("delay", 0.9).as("worst"))),
                Map.entry(
                        "rank",
                        rank(descending("delay"))
                                .as("place")
                                .method(RankMethod.DENSE)
                                .within("origin")),
                Map.entry(
                        "cumulate",
                        cumulate("delay", CumulativeFunction.SUM).as("delayed").within("origin")),
                Map.entry("limit", limit(1, 2)),
                Map.entry("distinct", distinct("origin", "carrier")),
                Map.entry(
                        "createView", createView("late", filter(column("delay").gt(15)))),
                Map.entry("dropView", dropView("weekly")),
                Map.entry("dropTrainingSet", dropTrainingSet("weekly")),
                Map.entry(
                        "createRegressionSet",
                        createRegressionSet("delays", List.of("carrier", "distance"), "delay")
                                .withMaxCategories(100)),
                Map.entry(
                        "createClassificationSet",
                        createClassificationSet("carriers", List.of("origin", "delay"), "carrier")
                                .fillingWithMeans()
                                .labelled()),
                Map.entry("fillMissing", fillMissing("delay", 0)),
                Map.entry("dropMissing", dropMissing("delay")),
                Map.entry(
                        "setFeatures",
                        setFeatures(feature("delay")
                                .role("responder")
                                .description("arrival delay")
                                .unit("min"))));
        Map<String, String> guide = GUIDE_EXAMPLE
                .matcher(Read.file("docs/guide/operations.md"))
                .results()
                .collect(Collectors.toMap(example -> example.group(1), example -> example.group(2)));

        assertThat(guide.keySet()).containsAll(inJava.keySet());
        inJava.forEach((op, built) -> assertThat(readBack(built.json()))
                .as(op)
                .isEqualTo(readBack(Read.json(String.valueOf(guide.get(op))))));
    }

    private static Object readBack(JsonNode operation) {
        return Read.right(io.framewright.query.Operation.parse(Read.json("[" + operation + "]")));
    }

    @Test
    void cannotBeChangedThroughItsJson() {
        Operation operation = setFeatures(feature("a").role("target"));
        String before = operation.toString();

        operation.json().removeAll();
        operation.json().withObjectProperty("features").removeAll();

        assertThat(operation).hasToString(before);
    }

    @Test
    void isEqualByValue() {
        assertThat(limit(2)).isEqualTo(limit(0, 2)).hasSameHashCodeAs(limit(2)).isNotEqualTo(limit(3));
        assertThat(feature("a").role("x"))
                .isEqualTo(feature("a").role("x"))
                .isNotEqualTo(feature("b").role("x"));
        assertThat(groupBy("a"))
                .isEqualTo(groupBy("a"))
                .hasSameHashCodeAs(groupBy("a"))
                .isNotEqualTo(groupBy("b"));
        assertThat(count().as("n")).isEqualTo(count().as("n")).isNotEqualTo(count());
    }

    @Test
    void refusesNumbersThatNoWorkerCanTake() {
        assertThatIllegalArgumentException().isThrownBy(() -> quantile("a", 1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> quantile("a", Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> limit(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> limit(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> fillMissing("a", Double.NaN));
        TrainingSet set = createRegressionSet("s", List.of("a"), "y");
        assertThatIllegalArgumentException().isThrownBy(() -> set.withMaxCategories(0));
        assertThatIllegalArgumentException().isThrownBy(() -> set.withMaxCategories(100_001));
    }

    @Test
    void typesAreThoseOfAFrame() {
        assertThat(Arrays.stream(ColumnType.values()).map(Enum::name))
                .containsExactlyElementsOf(Arrays.stream(io.framewright.frame.ColumnType.values())
                        .map(Enum::name)
                        .toList());
    }

    private static Set<String> namesOfMethods(Class<?> factory) {
        return Arrays.stream(factory.getMethods())
                .filter(method -> method.getDeclaringClass() == factory)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
