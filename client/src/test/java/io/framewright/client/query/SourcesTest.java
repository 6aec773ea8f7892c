package io.framewright.client.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
    static Stream<Arguments> sources() {
        return Stream.of(
                of(Sources.csv("f.csv"), "{'type':'csv','path':'f.csv'}"),
                of(
                        Sources.csv("f.csv")
                                .withDelimiter(';')
                                .withQuote('|')
                                .withHeader(false)
                                .withEncoding(StandardCharsets.ISO_8859_1)
                                .withType("zip", ColumnType.STRING)
                                .withTypes(Map.of("celsius", ColumnType.DOUBLE))
                                .withMissing("NA", "-"),
                        "{'type':'csv','path':'f.csv','delimiter':';','quote':'|','header':false,"
                                + "'encoding':'ISO-8859-1','types':{'zip':'STRING','celsius':'DOUBLE'},"
                                + "'missing':['NA','-']}"),
                of(
                        Sources.csv("f.csv").withoutQuote().withMissing(),
                        "{'type':'csv','path':'f.csv','quote':'','missing':[]}"),
                of(
                        Sources.json("f.json")
                                .withEncoding(StandardCharsets.UTF_8)
                                .withType("born", ColumnType.LOCAL_DATE),
                        "{'type':'json','path':'f.json','encoding':'UTF-8','types':{'born':'LOCAL_DATE'}}"),
                of(
                        Sources.rows(List.of(Map.of("city", "Quito"), Map.of("celsius", 14)))
                                .withTypes(Map.of("celsius", ColumnType.DOUBLE)),
                        "{'type':'rows','rows':[{'city':'Quito'},{'celsius':14}],'types':{'celsius':'DOUBLE'}}"),
                of(Sources.parquet("f.parquet"), "{'type':'parquet','path':'f.parquet'}"),
                of(Sources.excel("f.xlsx"), "{'type':'excel','path':'f.xlsx'}"),
                of(
                        Sources.excel("f.xlsx")
                                .withSheet("s")
                                .withHeader(false)
                                .withType("column1", ColumnType.STRING)
                                .withTypes(Map.of("column2", ColumnType.LONG)),
                        "{'type':'excel','path':'f.xlsx','sheet':'s','header':false,"
                                + "'types':{'column1':'STRING','column2':'LONG'}}"),
                of(Sources.arrow("f.arrow"), "{'type':'arrow','path':'f.arrow'}"),
                of(Sources.redis("k"), "{'type':'redis','key':'k'}"),
                of(Sources.sql("jdbc:x").table("t"), "{'type':'sql','url':'jdbc:x','table':'t'}"),
                of(Sources.sql("jdbc:x").query("select 1"), "{'type':'sql','url':'jdbc:x','query':'select 1'}"));
    }

    static Stream<Arguments> destinations() {
        return Stream.of(
                of(Destinations.csv("f.csv"), "{'type':'csv','path':'f.csv'}"),
                of(
                        Destinations.csv("f.csv").withDelimiter('\t').withHeader(false),
                        "{'type':'csv','path':'f.csv','delimiter':'\\t','header':false}"),
                of(Destinations.json("f.json").withLines(true), "{'type':'json','path':'f.json','lines':true}"),
                of(Destinations.parquet("f.parquet"), "{'type':'parquet','path':'f.parquet'}"),
                of(
                        Destinations.parquet("f.parquet").withCompression(Compression.NONE),
                        "{'type':'parquet','path':'f.parquet','compression':'none'}"),
                of(Destinations.arrow("f.arrow"), "{'type':'arrow','path':'f.arrow'}"),
                of(
                        Destinations.arrow("f.arrow").withStream(true).withCompression(Compression.ZSTD),
                        "{'type':'arrow','path':'f.arrow','stream':true,'compression':'zstd'}"),
                of(Destinations.redis("k"), "{'type':'redis','key':'k'}"),
                of(Destinations.sql("jdbc:x").table("t"), "{'type':'sql','url':'jdbc:x','table':'t'}"));
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                of(Streams.amqp("q"), "{'type':'amqp','queue':'q'}"),
                of(Streams.redisStream("k"), "{'type':'redis-stream','key':'k'}"),
                of(Streams.redisStream("k").after("5-0"), "{'type':'redis-stream','key':'k','after':'5-0'}"),
                of(Streams.redisChannel("c"), "{'type':'redis-channel','channel':'c'}"),
                of(Streams.csv("f.csv"), "{'type':'csv','path':'f.csv'}"),
                of(Streams.csv("f.csv").follow(), "{'type':'csv','path':'f.csv','follow':true}"),
                of(
                        Streams.csv("f.csv")
                                .withDelimiter(';')
                                .withHeader(false)
                                .withType("column1", ColumnType.STRING),
                        "{'type':'csv','path':'f.csv','delimiter':';','header':false,'types':{'column1':'STRING'}}"),
                of(
                        Streams.redisStream("k")
                                .withType("at", ColumnType.INSTANT)
                                .after("5-0"),
                        "{'type':'redis-stream','key':'k','types':{'at':'INSTANT'},'after':'5-0'}"),
                of(
                        Streams.amqp("q").withType("at", ColumnType.INSTANT),
                        "{'type':'amqp','queue':'q','types':{'at':'INSTANT'}}"));
    }

    private static Arguments of(RequestPart part, String json) {
        return Arguments.of(part, json.replace('\'', '"'));
    }

    @ParameterizedTest
    @MethodSource({"sources", "destinations", "streams"})
    void isThatJson(RequestPart part, String json) {
        assertThat(part.json()).hasToString(json);
        assertThat(part).hasToString(json);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSourceIsReadByAWorker(Source source, String json) {
        Read.right(io.framewright.query.source.Source.parse(source.json(), "source"));
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void aDestinationIsReadByAWorker(Destination destination, String json) {
        Read.right(io.framewright.query.source.Destination.parse(destination.json(), "destination"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:hunter2@db/flights",
                "jdbc:postgresql://me@db/flights",
                "jdbc:postgresql://db/flights?user=me&password=hunter2",
                "jdbc:sqlserver://db;password=hunter2"
            })
    void aRequestIsNoPlaceForASecret(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sources.sql(url))
                .withMessageContaining("--database")
                .withMessageNotContaining("hunter2");
        assertThatIllegalArgumentException().isThrownBy(() -> Destinations.sql(url));
    }

    @Test
    void everyTypeOfAWorkerIsBuilt() {
        assertThat(sources().map(SourcesTest::type)).containsAll(io.framewright.query.source.Source.TYPES);
        assertThat(destinations().map(SourcesTest::type)).containsAll(io.framewright.query.source.Destination.TYPES);
    }

    private static String type(Arguments one) {
        return ((RequestPart) one.get()[0]).json().path("type").asText();
    }

    @Test
    void everyOptionOfACsvFileIsReadAsItWasMeant() {
        var read = (io.framewright.query.source.CsvSource) Read.right(io.framewright.query.source.Source.parse(
                Sources.csv("f.csv")
                        .withDelimiter(';')
                        .withoutQuote()
                        .withHeader(false)
                        .withEncoding(StandardCharsets.UTF_16LE)
                        .withType("zip", ColumnType.STRING)
                        .withMissing("NA")
                        .json(),
                "source"));

        assertThat(read.delimiter()).contains(';');
        assertThat(read.quote()).isEmpty();
        assertThat(read.header()).isFalse();
        assertThat(read.encoding()).contains(StandardCharsets.UTF_16LE);
        assertThat(read.types()).containsExactly(Map.entry("zip", io.framewright.frame.ColumnType.STRING));
        assertThat(read.missing()).contains(List.of("NA"));
    }

    @Test
    void rowsHoldTheValuesOfJava() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("nothing", null);
        row.put("truth", true);
        row.put("small", (short) 3);
        row.put("whole", Long.MAX_VALUE);
        row.put("huge", BigInteger.TWO.pow(70));
        row.put("decimal", new BigDecimal("1.10"));
        row.put("single", 0.1f);
        row.put("double", -1.5);
        row.put("none", Double.NaN);
        row.put("letter", 'x');
        row.put("text", "it's \"so\"");
        row.put("date", LocalDate.of(2001, 1, 10));
        row.put("time", LocalTime.of(18, 20, 5));
        row.put("both", LocalDateTime.of(2001, 1, 10, 18, 20));
        row.put("instant", Instant.EPOCH);
        row.put("constant", JoinType.LEFT);
        row.put("id", new UUID(0, 1));
        row.put("list", List.of(1, "a"));
        row.put("map", Map.of("a", 1));

        assertThat(Sources.rows(List.of(row)).json().path("rows").path(0))
                .hasToString("{\"nothing\":null,\"truth\":true,\"small\":3,\"whole\":9223372036854775807,"
                        + "\"huge\":1180591620717411303424,\"decimal\":1.10,\"single\":0.1,\"double\":-1.5,"
                        + "\"none\":null,\"letter\":\"x\",\"text\":\"it's \\\"so\\\"\",\"date\":\"2001-01-10\","
                        + "\"time\":\"18:20:05\",\"both\":\"2001-01-10T18:20\",\"instant\":\"1970-01-01T00:00:00Z\","
                        + "\"constant\":\"LEFT\",\"id\":\"00000000-0000-0000-0000-000000000001\","
                        + "\"list\":[1,\"a\"],\"map\":{\"a\":1}}");
    }

    @Test
    void rowsRefuseWhatIsNoValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sources.rows(List.of(Map.of("a", Double.POSITIVE_INFINITY))))
                .withMessageContaining("Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sources.rows(List.of(Map.of("a", new Object()))))
                .withMessageContaining("java.lang.Object");
    }

    @Test
    void aWithLeavesTheOneBeforeAsItWas() {
        CsvSource plain = Sources.csv("f.csv").withType("a", ColumnType.LONG);
        CsvSource more = plain.withType("b", ColumnType.LONG);

        assertThat(plain).isEqualTo(Sources.csv("f.csv").withType("a", ColumnType.LONG));
        assertThat(more).isNotEqualTo(plain);
        assertThat(more.json().path("types").size()).isEqualTo(2);
    }

    @Test
    void whatIsReadAndWhatIsWrittenAreNotTheSame() {
        assertThat((Object) Sources.csv("f.csv")).isNotEqualTo(Destinations.csv("f.csv"));
    }
}
