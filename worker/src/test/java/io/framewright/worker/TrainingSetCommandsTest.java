package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is on the wire of training sets, statistics and conversions; the texts here are goldens: old clients read them.
 */
class TrainingSetCommandsTest {
    private static final String LOAD = "LOAD_WORKER_FRAME_MANAGER";
    private static final String MODIFY = "MODIFY_WORKER_FRAME_MANAGER";
    private static final String QUERY = "QUERY_WORKER_FRAME_MANAGER";
    private static final String SAVE = "SAVE_WORKER_FRAME_MANAGER";
    private static final String CARRIERS = "{'op': 'createClassificationSet', 'set': 'carriers',"
            + " 'predictors': ['origin', 'delay'], 'responder': 'carrier', 'missing': 'mean', 'encoding': 'label'}";
    private static final String DELAYS = "{'op': 'createRegressionSet', 'set': 'delays',"
            + " 'predictors': ['origin', 'late'], 'responder': 'delay'}";

    private final GetInfoFrames getInfo = new GetInfoFrames();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @SuppressWarnings("NullAway.Init")
    private Commands worker;

    @BeforeEach
    void loadFlights() {
        worker = new Commands(root);
        worker.send(
                LOAD,
                "{'source': {'type': 'rows', 'rows': ["
                        + "{'origin': 'SFO', 'carrier': 'WN', 'delay': 5, 'late': false},"
                        + "{'origin': 'LAX', 'carrier': 'AA', 'delay': 20, 'late': true},"
                        + "{'origin': 'SFO', 'carrier': 'AA', 'delay': null, 'late': null},"
                        + "{'origin': null, 'carrier': 'WN', 'delay': 35, 'late': true}]}}");
    }

    @Test
    void modifyingTellsWhatTheSetIs() {
        JsonNode data = worker.send(MODIFY, "{'operations': [" + DELAYS + "," + CARRIERS + "]}");

        assertThat(data.path("trainingSets"))
                .isEqualTo(Commands.json("[{'name':'delays','kind':'regression','predictors':['origin','late'],"
                        + "'responder':'delay','missing':'drop','encoding':'oneHot','rowCount':2,'rowsLeftOut':2},"
                        + "{'name':'carriers','kind':'classification','predictors':['origin','delay'],"
                        + "'responder':'carrier','missing':'mean','encoding':'label','rowCount':4,'rowsLeftOut':0,"
                        + "'classCount':2,'classes':['AA','WN'],'means':{'delay':20.0},"
                        + "'categories':{'origin':['LAX','SFO',null]}}]"));
        assertThat(data.path("rowCount").intValue()).isEqualTo(4);
        assertThat(data.has("conversions")).isFalse();
    }

    @Test
    void aQueryReadsTheEncodedTableAndTellsItsMapping() {
        worker.send(MODIFY, "{'operations': [" + DELAYS + "," + CARRIERS + "]}");

        JsonNode data = worker.send(QUERY, "{'set': 'delays'}");
        assertThat(data.path("rows"))
                .hasToString("[{\"origin=LAX\":0,\"origin=SFO\":1,\"late\":0,\"delay\":5},"
                        + "{\"origin=LAX\":1,\"origin=SFO\":0,\"late\":1,\"delay\":20}]");
        assertThat(data.path("trainingSet").path("rowsLeftOut").intValue()).isEqualTo(2);

        data = worker.send(QUERY, "{'set': 'carriers', 'operations': [{'op': 'filter', 'where': 'carrier == 0'}]}");
        assertThat(data.path("rows"))
                .hasToString(
                        "[{\"origin\":0,\"delay\":20.0,\"carrier\":0},{\"origin\":1,\"delay\":20.0,\"carrier\":0}]");
        assertThat(data.path("trainingSet").path("classes")).hasToString("[\"AA\",\"WN\"]");
        assertThat(data.path("columns").findValuesAsText("type")).containsExactly("INTEGER", "DOUBLE", "INTEGER");
    }

    @Test
    void aSetIsSavedAndDroppedAndReadNoMore() throws IOException {
        worker.send(MODIFY, "{'operations': [" + DELAYS + "]}");
        worker.send(SAVE, "{'set': 'delays', 'destination': {'type': 'csv', 'path': 'delays.csv'}}");
        assertThat(Files.readAllLines(root.resolve("delays.csv")))
                .containsExactly("origin=LAX,origin=SFO,late,delay", "0,1,0,5", "1,0,1,20");

        worker.send(MODIFY, "{'operations': [{'op': 'dropTrainingSet', 'set': 'delays'}]}");
        Failure gone = worker.failure(QUERY, "{'set': 'delays'}");
        assertThat(gone.code()).isEqualTo("SET_NOT_FOUND");
        assertThat(gone.message()).isEqualTo("There is no training set delays; the frame has none.");
    }

    @Test
    void aSetAndAViewAreNotReadTogether() {
        worker.send(MODIFY, "{'operations': [" + DELAYS + "]}");
        for (String command : new String[] {QUERY, SAVE}) {
            Failure both = worker.failure(command, "{'set': 'delays', 'view': 'v'}");
            assertThat(both.code()).isEqualTo("INVALID_COMMAND");
            assertThat(both.detail()).containsEntry("field", "data.set");
        }
    }

    @Test
    void aConversionIsAccountedFor() {
        JsonNode data = worker.send(
                MODIFY,
                "{'operations': [{'op': 'derive', 'column': 'n', 'as': 'carrier'},"
                        + " {'op': 'transformType', 'column': 'n', 'type': 'LONG', 'onError': 'missing'},"
                        + " {'op': 'transformType', 'column': 'delay', 'type': 'DOUBLE'}]}");

        assertThat(data.path("conversions"))
                .isEqualTo(Commands.json("[{'column':'n','from':'STRING','to':'LONG','converted':0,'notConverted':4,"
                        + "'firstRow':0,'examples':['WN','AA','AA']},"
                        + "{'column':'delay','from':'INTEGER','to':'DOUBLE','converted':3,'notConverted':0}]"));
    }

    @Test
    void infoTellsTheSetsOfTheFrameAsItIsNow() {
        worker.send(MODIFY, "{'operations': [" + CARRIERS + "]}");
        assertThat(info("{}").at("/trainingSets/0/classes")).hasToString("[\"AA\",\"WN\"]");
        assertThat(info("{}").at("/trainingSets/0/name").textValue()).isEqualTo("carriers");

        worker.send(MODIFY, "{'operations': [{'op': 'limit', 'rows': 1}]}");
        assertThat(info("{}").at("/trainingSets/0/classes")).hasToString("[\"WN\"]");
        assertThat(info("{}").at("/trainingSets/0/classCount").intValue()).isEqualTo(1);

        worker.send(MODIFY, "{'operations': [{'op': 'drop', 'columns': ['origin']}]}");
        assertThat(info("{}").at("/trainingSets/0/problem/code").textValue()).isEqualTo("COLUMN_NOT_FOUND");
    }

    @Test
    void askingAgainDoesNotLookAtTheRowsAgain() {
        worker.send(MODIFY, "{'operations': [" + CARRIERS + "]}");
        JsonNode first = info("{'statistics': true}");
        int asked = worker.timesAskedToStop();
        assertThat(asked).isPositive();

        assertThat(info("{'statistics': true}")).isEqualTo(first);
        assertThat(worker.timesAskedToStop()).isEqualTo(asked);
    }

    @Test
    void infoTellsStatisticsWhenAsked() {
        assertThat(info("{}").at("/columns/2"))
                .isEqualTo(Commands.json("{'name':'delay','type':'INTEGER','missing':1,'feature':{}}"));
        JsonNode delay =
                info("{'statistics': true, 'columns': ['delay', 'origin']}").at("/columns/0");
        assertThat(delay)
                .hasToString(Commands.json("{'name':'delay','type':'INTEGER','missing':1,'feature':{},"
                                + "'statistics':{'distinct':3,'min':5,'max':35,'mean':20.0,"
                                + "'quantiles':{'0.05':6.5,'0.25':12.5,'0.5':20.0,'0.75':27.5,'0.95':33.5},"
                                + "'top':[{'value':5,'count':1},{'value':20,'count':1},{'value':35,'count':1}],"
                                + "'histogram':{'from':5.0,'to':35.0,"
                                + "'counts':[1,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,1]}}}")
                        .toString());
        JsonNode info = info("{'statistics': true, 'columns': ['delay', 'origin']}");
        assertThat(info.at("/columns/1/statistics"))
                .hasToString("{\"distinct\":2,\"min\":\"LAX\",\"max\":\"SFO\","
                        + "\"top\":[{\"value\":\"SFO\",\"count\":2},{\"value\":\"LAX\",\"count\":1}]}");
        assertThat(info.path("columns")).hasSize(2);
        assertThat(info.path("columnCount").intValue()).isEqualTo(4);
        assertThat(failure("{'columns': ['origin', 'dealy']}").code()).isEqualTo("COLUMN_NOT_FOUND");
        assertThat(failure("{'columns': 'origin'}").code()).isEqualTo("INVALID_COMMAND");
    }

    @Test
    void statisticsAreToldAsFarAsTheyFitAndLongTextsAreCut() {
        String text = "x".repeat(5000);
        worker.send(
                LOAD,
                "{'frame': 'long', 'source': {'type': 'rows', 'rows': [{'a': '" + text + "', 'b': '" + text + "'}]}}");
        worker.limitEventsTo(2048 + 800);

        JsonNode info = info("{'frame': 'long', 'statistics': true}");

        assertThat(info.path("columns")).hasSize(1);
        assertThat(info.path("columnCount").intValue()).isEqualTo(2);
        assertThat(info.at("/columns/0/statistics/min").textValue()).isEqualTo("x".repeat(100) + "…");
    }

    private JsonNode info(String data) {
        return getInfo.info(
                        Command.of("GET_INFO_WORKER_FRAME_MANAGER", Commands.json(data)),
                        worker,
                        name -> Json.mapper().createArrayNode())
                .fold(
                        failure -> {
                            throw new AssertionError(failure.toString());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        reply -> Objects.requireNonNull(reply.data().at("/frames/0")));
    }

    private Failure failure(String data) {
        return getInfo.info(
                        Command.of("GET_INFO_WORKER_FRAME_MANAGER", Commands.json(data)),
                        worker,
                        name -> Json.mapper().createArrayNode())
                .fold(
                        failure -> failure,
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        reply -> {
                            throw new AssertionError("no failure but " + reply);
                        });
    }
}
