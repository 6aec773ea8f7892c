package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceParsingTest {
    private static JsonNode json(String text) throws IOException {
        return Json.mapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void everyFieldOfACsvSourceIsRead() throws IOException {
        Source source = right(Source.parse(
                json("{'type': 'csv', 'path': 'a.csv', 'delimiter': ';', 'header': false, 'encoding': 'utf-16le',"
                        + " 'types': {'a': 'LONG'}, 'missing': ['-'], 'quote': '`'}"),
                "source"));

        assertThat(source)
                .isEqualTo(new io.framewright.query.source.CsvSource(
                        "a.csv",
                        Optional.of(';'),
                        false,
                        Optional.of(StandardCharsets.UTF_16LE),
                        Map.of("a", ColumnType.LONG),
                        Optional.of(List.of("-")),
                        Optional.of('`')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orc", "xml", "CSV"})
    void typesThatThereAreNotAreRefusedNamingThoseThereAre(String type) throws IOException {
        Failure source = left(Source.parse(json("{'type': '" + type + "', 'path': 'x'}"), "source"));
        assertCode(source, FailureCode.SOURCE_UNSUPPORTED);
        assertThat(source.detail()).containsEntry("types", Source.TYPES);

        Failure destination = left(Destination.parse(json("{'type': '" + type + "', 'path': 'x'}"), "destination"));
        assertCode(destination, FailureCode.SOURCE_UNSUPPORTED);
        assertThat(destination.detail()).containsEntry("types", Destination.TYPES);
    }

    @Test
    void savingToRowsIsRefusedWithAHint() throws IOException {
        Failure failure = left(Destination.parse(json("{'type': 'rows'}"), "destination"));

        assertCode(failure, FailureCode.SOURCE_UNSUPPORTED);
        assertThat(failure.message()).contains("QUERY_WORKER_FRAME_MANAGER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'text' | source",
                "{} | source.type",
                "{'type': 7} | source.type",
                "{'type': 'csv'} | source.path",
                "{'type': 'csv', 'path': ''} | source.path",
                "{'type': 'csv', 'path': 7} | source.path",
                "{'type': 'csv', 'path': 'a', 'delimeter': ','} | source.delimeter",
                "{'type': 'csv', 'path': 'a', 'delimiter': ',,'} | source.delimiter",
                "{'type': 'csv', 'path': 'a', 'delimiter': '\\n'} | source.delimiter",
                "{'type': 'csv', 'path': 'a', 'delimiter': '\\\"'} | source.delimiter",
                "{'type': 'csv', 'path': 'a', 'header': 'yes'} | source.header",
                "{'type': 'csv', 'path': 'a', 'encoding': 'no-such'} | source.encoding",
                "{'type': 'csv', 'path': 'a', 'encoding': '!'} | source.encoding",
                "{'type': 'csv', 'path': 'a', 'types': []} | source.types",
                "{'type': 'csv', 'path': 'a', 'types': {'b': 'NUMBER'}} | source.types.b",
                "{'type': 'csv', 'path': 'a', 'missing': 'NA'} | source.missing",
                "{'type': 'csv', 'path': 'a', 'missing': [1]} | source.missing",
                "{'type': 'json', 'path': 'a', 'lines': true} | source.lines",
                "{'type': 'rows'} | source.rows",
                "{'type': 'rows', 'rows': {}} | source.rows",
                "{'type': 'redis'} | source.key",
                "{'type': 'redis', 'key': 'k', 'kind': 'list'} | source.kind",
                "{'type': 'arrow'} | source.path",
                "{'type': 'arrow', 'path': 'a', 'stream': true} | source.stream",
                "{'type': 'sql', 'table': 't'} | source.url",
                "{'type': 'sql', 'url': 'u'} | source.query",
                "{'type': 'sql', 'url': 'u', 'query': 'select 1', 'table': 't'} | source.query",
                "{'type': 'sql', 'url': 'u', 'table': ''} | source.table",
                "{'type': 'sql', 'url': 'u', 'table': 't', 'path': 'p'} | source.path",
            })
    void aFieldThatIsWrongIsNamed(String text, String field) throws IOException {
        Failure failure = left(Source.parse(json(text), "source"));

        assertCode(failure, FailureCode.INVALID_COMMAND);
        assertThat(failure.detail()).containsEntry("field", field);
    }

    @Test
    void destinationsAreRead() throws IOException {
        assertThat(right(Destination.parse(json("{'type': 'csv', 'path': 'a.csv'}"), "destination")))
                .isEqualTo(new CsvDestination("a.csv", ',', true));
        assertThat(right(Destination.parse(json("{'type': 'json', 'path': 'a', 'lines': true}"), "destination")))
                .isEqualTo(new JsonDestination("a", true));
        assertThat(right(Destination.parse(json("{'type': 'arrow', 'path': 'a', 'stream': true}"), "destination")))
                .isEqualTo(new ArrowDestination("a", true));
        assertThat(right(Destination.parse(
                        json("{'type': 'arrow', 'path': 'a', 'compression': 'zstd'}"), "destination")))
                .isEqualTo(new ArrowDestination("a", false, Compression.ZSTD));
        assertThat(right(Destination.parse(json("{'type': 'parquet', 'path': 'a'}"), "destination")))
                .isEqualTo(new ParquetDestination("a", Compression.SNAPPY));
        assertThat(right(Destination.parse(
                        json("{'type': 'parquet', 'path': 'a', 'compression': 'none'}"), "destination")))
                .isEqualTo(new ParquetDestination("a", Compression.NONE));
        for (String wrong : List.of(
                "{'type': 'arrow', 'path': 'a', 'compression': 'snappy'}",
                "{'type': 'parquet', 'path': 'a', 'compression': 'lz4'}",
                "{'type': 'parquet', 'path': 'a.zst'}")) {
            assertCode(left(Destination.parse(json(wrong), "destination")), FailureCode.INVALID_COMMAND);
        }
        assertThat(right(Destination.parse(json("{'type': 'sql', 'url': 'u', 'table': 't'}"), "destination")))
                .isEqualTo(new SqlDestination("u", "t"));
        assertThat(right(Destination.parse(json("{'type': 'redis', 'key': 'k', 'kind': 'hash'}"), "destination")))
                .isEqualTo(new RedisDestination("k", KeyedRows.Kind.HASH));
        assertCode(
                left(Destination.parse(json("{'type': 'redis', 'key': 'k', 'kind': 'set'}"), "destination")),
                FailureCode.INVALID_COMMAND);
        assertCode(
                left(Destination.parse(json("{'type': 'arrow', 'path': 'a.gz'}"), "destination")),
                FailureCode.INVALID_COMMAND);
        assertCode(
                left(Destination.parse(json("{'type': 'csv', 'path': 'a', 'quote': '`'}"), "destination")),
                FailureCode.INVALID_COMMAND);
    }
}
