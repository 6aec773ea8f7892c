package io.framewright.query.source;

import static io.framewright.query.source.Loading.right;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/guide/sources.md says the truth: its examples run, its fields, limits and codes are those there are. */
class SourcesGuideTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\\n(.*?)```");
    private static final Pattern FILE = Pattern.compile("(?s)`([\\w.]+)`:\\s+```(?:csv|jsonl)\\n(.*?)```");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
    private static final Pattern CODE = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)`");

    @TempDir
    Path root;

    private String guide = "";
    private Loading loading = new Loading(Path.of("."));

    @BeforeEach
    void readGuide() throws IOException {
        guide = Files.readString(
                Path.of(System.getProperty("framewright.basedir")).resolve("docs/guide/sources.md"));
        loading = new Loading(root);
        Matcher file = FILE.matcher(guide);
        while (file.find()) {
            loading.file(file.group(1), file.group(2));
        }
        Frame measurements = loading.load("{'type': 'csv', 'path': 'measurements.csv'}");
        right(new ArrowDestination("measurements.arrow", false).save(measurements, false, loading.saveContext()));
        right(new ParquetDestination("measurements.parquet", Compression.SNAPPY)
                .save(measurements, false, loading.saveContext()));
        loading.file("measurements.xlsx", ExcelTest.measurements());
        right(new RedisDestination("readings", KeyedRows.Kind.LIST).save(measurements, false, loading.saveContext()));
        String weather = "jdbc:sqlite:" + root.resolve("weather.sqlite");
        TestDatabases.run(
                weather,
                "create table stations (name text, celsius double)",
                "insert into stations values ('Quito', 14), ('Lagos', null)");
        loading = loading.with(Databases.of(Map.of("weather", weather)));
    }

    private String chapter(String title) {
        int from = guide.indexOf("\n## " + title + "\n");
        int to = guide.indexOf("\n## ", from + 1);
        assertThat(from).as(title).isPositive();
        return guide.substring(from, to < 0 ? guide.length() : to);
    }

    /** The part of a chapter about one type. */
    private String section(String chapter, String type) {
        String text = chapter(chapter);
        int from = text.indexOf("\n### `" + type + "`\n");
        int to = text.indexOf("\n### ", from + 1);
        assertThat(from).as(type).isPositive();
        return text.substring(from, to < 0 ? text.length() : to);
    }

    private static List<JsonNode> examples(String text) throws IOException {
        List<JsonNode> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals("json")) {
                examples.add(Json.mapper().readTree(block.group(2)));
            }
        }
        return examples;
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new HashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void everySourceHasExamplesThatLoad() throws IOException {
        for (String type : Source.TYPES) {
            List<JsonNode> examples = examples(section("Sources", type));
            assertThat(examples).as(type).isNotEmpty();
            for (JsonNode example : examples) {
                assertThat(example.path("type").textValue()).isEqualTo(type);
                Frame frame = right(right(Source.parse(example, "source")).load(loading.context()));
                assertThat(frame.rowCount()).isPositive();
            }
        }
    }

    @Test
    void everyDestinationHasExamplesThatSave() throws IOException {
        Frame frame = loading.load("{'type': 'csv', 'path': 'measurements.csv'}");
        for (String type : Destination.TYPES) {
            List<JsonNode> examples = examples(section("Destinations", type));
            assertThat(examples).as(type).isNotEmpty();
            for (JsonNode example : examples) {
                assertThat(example.path("type").textValue()).isEqualTo(type);
                right(right(Destination.parse(example, "destination")).save(frame, false, loading.saveContext()));
            }
        }
    }

    @Test
    void theExamplesOfEachTypeHaveTheFieldsOfItsTable() throws IOException {
        for (String chapter : List.of("Sources", "Destinations")) {
            for (String type : chapter.equals("Sources") ? Source.TYPES : Destination.TYPES) {
                String section = section(chapter, type);
                Set<String> fields = all(FIELD, section);
                fields.add("type");
                Set<String> inExample = new HashSet<>();
                examples(section).forEach(example -> example.fieldNames().forEachRemaining(inExample::add));
                assertThat(inExample).as(chapter + " " + type).isEqualTo(fields);
            }
        }
    }

    @Test
    void theExampleFilesAreReadAsTheGuideSays() {
        Frame measurements = loading.load("{'type': 'csv', 'path': 'measurements.csv'}");

        assertThat(Loading.columns(measurements))
                .containsExactly(
                        "station STRING", "taken LOCAL_DATE_TIME", "zip STRING", "celsius DOUBLE", "note STRING");
        assertThat(Loading.values(measurements, "celsius")).containsExactly(-1.5, null, 14.0);
        assertThat(Loading.values(measurements, "note")).containsExactly(null, "", "said \"warm\"");
    }

    @Test
    void typesLimitsAndUsualTextsForMissingAreThoseThereAre() {
        for (ColumnType type : ColumnType.values()) {
            assertThat(chapter("Types")).contains("`" + type.name() + "`");
        }
        Set<String> limits = new HashSet<>();
        Arrays.stream(DataLimits.class.getRecordComponents()).forEach(limit -> limits.add(limit.getName()));
        assertThat(all(FIELD, chapter("Limits"))).isEqualTo(limits);
        DataLimits defaults = DataLimits.defaults();
        assertThat(chapter("Limits"))
                .contains("| `maxRows` | " + defaults.maxRows() + " |")
                .contains("| `maxColumns` | " + defaults.maxColumns() + " |")
                .contains("| `maxCellLength` | " + defaults.maxCellLength() + " |")
                .contains("| `maxFileBytes` | " + (defaults.maxFileBytes() >> 30) + " GiB |")
                .contains("| `maxExpandedBytes` | " + (defaults.maxExpandedBytes() >> 30) + " GiB |")
                .contains("to a depth of " + Json.MAX_DEPTH + ".");
        for (String text : MissingTexts.USUAL) {
            assertThat(section("Sources", "csv")).contains("`" + text + "`");
        }
    }

    @Test
    void everyCodeIsOneThereIs() {
        Set<String> codes = new HashSet<>();
        Arrays.stream(FailureCode.values()).forEach(code -> codes.add(code.name()));

        assertThat(codes).containsAll(all(CODE, chapter("Failures")));
    }
}
