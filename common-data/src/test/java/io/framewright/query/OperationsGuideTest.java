package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import io.framewright.frame.TrainingSetSpec;
import io.framewright.frame.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/guide/operations.md to what operations do. */
class OperationsGuideTest {
    private static final Pattern SECTION = Pattern.compile("## (\\w+)\\n(.*?)```json\\n(.*?)```", Pattern.DOTALL);

    private static final Frame FLIGHTS = Frame.ofColumns(List.of(
                    new Column("origin", TextData.of(Arrays.asList("SFO", "LAX", "SFO", "JFK"))),
                    new Column("carrier", TextData.of(Arrays.asList("WN", "AA", "UA", "WN"))),
                    new Column("flight", TextData.of(Arrays.asList("17", "4a", "9", null))),
                    new Column("delay", IntData.of(ColumnType.INTEGER, 12, IntData.MISSING, 50, -3)),
                    new Column("distance", LongData.of(ColumnType.LONG, 300, 500, 300, 4000))))
            .withView("weekly", new View(JsonNodeFactory.instance.arrayNode()))
            .withTrainingSet(
                    "weekly",
                    new TrainingSetSpec(
                            TrainingSetSpec.Kind.REGRESSION,
                            List.of("delay"),
                            "distance",
                            null,
                            TrainingSetSpec.Missing.DROP,
                            TrainingSetSpec.Encoding.ONE_HOT,
                            TrainingSetSpec.USUAL_CATEGORIES));

    private static final Frame CARRIERS = Frame.ofColumns(List.of(
            new Column("code", TextData.of(List.of("AA", "WN"))),
            new Column("name", TextData.of(List.of("American", "Southwest"))),
            new Column("flight", IntData.of(ColumnType.INTEGER, 4, 17))));

    private static final FrameLookup FRAMES =
            FrameLookup.of(Frames.EMPTY.with("flights", FLIGHTS).with("carriers", CARRIERS));

    private static String guide() {
        try {
            return Files.readString(Path.of(System.getProperty("framewright.basedir"), "docs/guide/operations.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> sections() {
        return SECTION.matcher(guide())
                .results()
                .map((MatchResult section) -> Arguments.of(section.group(1), section.group(2), section.group(3)));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void theExampleOfAnOperationRunsAndItsFieldsAreDescribed(String op, String text, String example) {
        JsonNode json = PipelineTest.json(example);
        assertThat(json.path("op").textValue()).isEqualTo(op);
        Frame made = PipelineTest.right(PipelineTest.right(
                        Operation.parse(JsonNodeFactory.instance.arrayNode().add(json)))
                .get(0)
                .apply(FLIGHTS, FRAMES, WorkMonitor.NONE));
        assertThat(made.table().columnCount()).isPositive();
        json.fieldNames().forEachRemaining(field -> {
            if (!field.equals("op")) {
                assertThat(text).contains("`" + field + "`");
            }
        });
    }

    @Test
    void everyOperationHasASectionAndNoOther() {
        assertThat(new TreeSet<>(
                        sections().map(section -> (String) section.get()[0]).toList()))
                .isEqualTo(new TreeSet<>(OperationReader.names()));
    }

    @Test
    void everyWayToJoinIsInTheTable() {
        assertThat(Join.How.values()).allSatisfy(how -> assertThat(guide()).contains("| `" + how.word() + "`"));
    }

    @Test
    void everyPolicyAndEncodingOfTrainingSetsIsInTheTables() {
        assertThat(TrainingSetSpec.Missing.values())
                .allSatisfy(missing -> assertThat(guide()).contains("| `" + missing.word() + "`"));
        assertThat(TrainingSetSpec.Encoding.values())
                .allSatisfy(encoding -> assertThat(guide()).contains("| STRING, `encoding` `" + encoding.word() + "`"));
    }

    @Test
    void everyMethodToRankIsInTheTable() {
        assertThat(RankMethod.names()).allSatisfy(name -> assertThat(guide()).contains("| `" + name + "`"));
    }

    @Test
    void everyAggregateFunctionIsInTheTable() {
        assertThat(AggregateFunction.names())
                .allSatisfy(name -> assertThat(guide()).contains("`" + name + "`"));
    }
}
