package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import io.framewright.serialize.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttachmentsTest {
    private static final Frame BARE = Frame.ofColumns(List.of(
            new Column("delay", IntData.of(ColumnType.INTEGER, 12, 7, 50)),
            new Column("carrier", TextData.of(List.of("WN", "AA", "WN"))),
            new Column("gone", IntData.of(ColumnType.INTEGER, 1, 2, 3))));

    @Test
    void whatIsAttachedComesBackAsItWas() {
        Frame frame = apply("""
                [{"op": "createView", "view": "late", "operations": [{"op": "filter", "where": "delay > 10"}]},
                 {"op": "createView", "view": "byCarrier", "operations": [
                     {"op": "groupBy", "columns": ["carrier"],
                      "aggregates": [{"column": "delay", "function": "mean", "as": "m"}]}]},
                 {"op": "createClassificationSet", "set": "c", "predictors": ["delay"], "responder": "carrier",
                  "view": "late"},
                 {"op": "createRegressionSet", "set": "r", "predictors": ["carrier"], "responder": "delay"},
                 {"op": "setFeatures", "features": {
                     "delay": {"role": "responder", "description": "how late", "unit": "min"},
                     "carrier": {"role": "predictor"}}}]""");

        Frame back = right(Attachments.attach(BARE, written(frame)));

        assertThat(back.views()).isEqualTo(frame.views());
        assertThat(back.views().keySet()).containsExactly("late", "byCarrier");
        assertThat(back.trainingSets()).isEqualTo(frame.trainingSets());
        for (String column : frame.columnNames()) {
            assertThat(back.feature(column)).isEqualTo(frame.feature(column));
        }
        assertThat(Attachments.json(back)).isEqualTo(Attachments.json(frame));
    }

    @Test
    void aViewThatOutlivedItsColumnComesBackToo() {
        Frame frame = apply("""
                [{"op": "createView", "view": "v", "operations": [{"op": "filter", "where": "gone > 1"}]}]""");
        Frame without = right(frame.excluding(List.of("gone")));

        Frame back = right(Attachments.attach(right(BARE.excluding(List.of("gone"))), written(without)));

        assertThat(back.views()).isEqualTo(without.views()).containsOnlyKeys("v");
    }

    @Test
    void nothingIsAnEmptyList() {
        assertThat(Attachments.json(BARE)).isEqualTo(JsonNodeFactory.instance.arrayNode());
        assertThat(right(Attachments.attach(BARE, Attachments.json(BARE)))).isEqualTo(BARE);
    }

    @Test
    void whatIsNoListOfOperationsIsRefused() {
        Failure failure = Attachments.attach(BARE, JsonNodeFactory.instance.textNode("x"))
                .fold(
                        refused -> refused,
                        pending -> Failure.of(FailureCode.INTERNAL_ERROR, ""),
                        frame -> Failure.of(FailureCode.INTERNAL_ERROR, ""));
        assertThat(failure.code()).isEqualTo("INVALID_COMMAND");
    }

    /** As it would come out of a file. */
    private static JsonNode written(Frame frame) {
        return json(Attachments.json(frame).toString());
    }

    private static Frame apply(String operations) {
        return right(Operation.parse(json(operations), "operations")
                .flatMap(list -> Pipeline.apply(BARE, list, FrameLookup.NONE, WorkMonitor.NONE)));
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException wrongTest) {
            throw new AssertionError(wrongTest);
        }
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.<T>fold(
                failure -> {
                    throw new AssertionError(failure.toString());
                },
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> value);
    }
}
