package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.query.source.DataRoots;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/guide/streams.md says the truth: its examples are read, and have the fields of its tables, which are all. */
class StreamsGuideTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```json\\n(.*?)```");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
    private static final WorkerConfig CONFIG = WorkerConfig.defaults(DataRoots.none());

    private static String section(String type) throws IOException {
        String guide = Files.readString(
                Path.of(System.getProperty("framewright.basedir")).resolve("docs/guide/streams.md"));
        int from = guide.indexOf("\n## `" + type + "`\n");
        int to = guide.indexOf("\n## ", from + 1);
        assertThat(from).as(type).isPositive();
        return guide.substring(from, to < 0 ? guide.length() : to);
    }

    @Test
    void everyTypeHasAnExampleWithTheFieldsOfItsTable() throws IOException {
        for (String type : StreamSources.TYPES) {
            String section = section(type);
            Matcher block = BLOCK.matcher(section);
            assertThat(block.find()).as(type).isTrue();
            JsonNode example = Json.mapper().readTree(block.group(1));
            assertThat(example.path("type").asText()).isEqualTo(type);
            assertThat(StreamSources.read(example, "stream", 250, null, CONFIG).isRight())
                    .as(example.toString())
                    .isTrue();
            Set<String> fields = new HashSet<>(Set.of("type"));
            Matcher field = FIELD.matcher(section);
            while (field.find()) {
                fields.add(field.group(1));
            }
            Set<String> inExample = new HashSet<>();
            example.fieldNames().forEachRemaining(inExample::add);
            assertThat(inExample).as(type).isEqualTo(fields);
        }
    }

    @Test
    void theNumbersAreThoseThereAre() throws IOException {
        assertThat(section("redis-channel"))
                .contains(
                        String.format("%,d rows wait", ChannelRows.MOST_WAITING).replace(',', ' '));
        String guide = Files.readString(
                Path.of(System.getProperty("framewright.basedir")).resolve("docs/guide/streams.md"));
        assertThat(guide).contains(CONFIG.window() + " messages of a queue");
    }
}
