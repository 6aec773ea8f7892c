package io.framewright.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.client.query.Operations;
import io.framewright.serialize.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a worker tells of a frame, read; the texts are goldens of what workers send. */
class FrameInfoTest {
    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrongTest) {
            throw new AssertionError(wrongTest);
        }
    }

    @Test
    void statisticsAreTyped() {
        ColumnSchema column = ColumnSchema.of(
                json("{'name':'delay','type':'INTEGER','missing':1,'feature':{'unit':'min'},'statistics':{'distinct':3,"
                        + "'min':5,'max':35,'mean':20.0,'quantiles':{'0.05':6.5,'0.5':20.0,'0.95':33.5,'most':1},"
                        + "'top':[{'value':5,'count':2},{'value':null,'count':1}],"
                        + "'histogram':{'from':5.0,'to':35.0,'counts':[2,0,1]}}}"));

        assertThat(column.unit()).isEqualTo("min");
        assertThat(column.statistics())
                .contains(new ColumnStatistics(
                        3,
                        Optional.of(5L),
                        Optional.of(35L),
                        OptionalDouble.of(20),
                        Map.of(0.05, 6.5, 0.5, 20.0, 0.95, 33.5),
                        List.of(new ColumnStatistics.Frequency(5L, 2), new ColumnStatistics.Frequency(null, 1)),
                        Optional.of(new ColumnStatistics.Histogram(5, 35, List.of(2L, 0L, 1L)))));
    }

    @Test
    void whatAColumnDoesNotHaveIsEmpty() {
        assertThat(ColumnSchema.of(json("{'name':'a','type':'STRING','missing':0}"))
                        .statistics())
                .isEmpty();
        assertThat(ColumnStatistics.of(json("{'distinct':1,'min':true,'max':'x'}")))
                .isEqualTo(new ColumnStatistics(
                        1,
                        Optional.of(true),
                        Optional.of("x"),
                        OptionalDouble.empty(),
                        Map.of(),
                        List.of(),
                        Optional.empty()));
    }

    @Test
    void trainingSetsAreTyped() {
        TrainingSetInfo set = TrainingSetInfo.of(
                json("{'name':'carriers','kind':'classification','predictors':['origin','delay'],'responder':'carrier',"
                        + "'missing':'mean','encoding':'label','rowCount':4,'rowsLeftOut':1,'classCount':2,"
                        + "'classes':['AA',7],'means':{'delay':20.0},'categories':{'origin':['LAX','SFO',null]}}"));

        assertThat(set)
                .isEqualTo(new TrainingSetInfo(
                        "carriers",
                        "classification",
                        List.of("origin", "delay"),
                        "carrier",
                        "",
                        "mean",
                        "label",
                        4,
                        1,
                        List.of("AA", 7L),
                        2,
                        Map.of("delay", 20.0),
                        Map.of("origin", Arrays.asList("LAX", "SFO", null)),
                        Optional.empty()));
        assertThat(TrainingSetInfo.of(json("{'name':'s','problem':{'code':'COLUMN_NOT_FOUND','message':'No.'}}"))
                        .problem())
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo("COLUMN_NOT_FOUND"));
    }

    @Test
    void conversionsAreTyped() {
        assertThat(Conversion.listOf(json("[{'column':'n','from':'STRING','to':'LONG','converted':1,'notConverted':2,"
                        + "'firstRow':3,'examples':['a','b']},{'column':'m','from':'LONG','to':'DOUBLE','converted':4,"
                        + "'notConverted':0}]")))
                .containsExactly(
                        new Conversion("n", "STRING", "LONG", 1, 2, 3, List.of("a", "b")),
                        new Conversion("m", "LONG", "DOUBLE", 4, 0, -1, List.of()));
    }

    @Test
    void aQueryStartsFromASetOrAView() {
        assertThat(Query.of(Operations.limit(1))
                        .onSet("s")
                        .page(2, 3)
                        .write(Json.mapper().createObjectNode()))
                .hasToString(
                        "{\"set\":\"s\",\"operations\":[{\"op\":\"limit\",\"rows\":1,\"offset\":0}],\"offset\":2,\"limit\":3}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Query.of().onSet("s").onView("v"));
    }
}
