package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.CommandTypes;
import io.framewright.frame.ColumnType;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the page suggests is what there is: the commands of the code, and the guides, which tests hold to the code. */
class PageLanguageTest {
    private static final Path GUIDES = Path.of("..", "docs", "guide");
    private static final Pattern FUNCTION =
            Pattern.compile("^\\| `(\\w+)` \\| [^|]+ \\| `[^`]*\\b\\1\\(", Pattern.MULTILINE);
    private static final Pattern OPERATION = Pattern.compile("^\\{\"op\": \"(\\w+)\"", Pattern.MULTILINE);
    private static final Set<String> OF_THE_MANAGER = Set.of(
            CommandTypes.SPAWN_WORKER,
            CommandTypes.KILL_WORKER,
            CommandTypes.CANCEL_COMMAND,
            CommandTypes.LIST_WORKERS,
            CommandTypes.GET_INFO_PROCESS_MANAGER);

    private static JsonNode language() throws IOException {
        try (InputStream file = PageLanguageTest.class.getResourceAsStream("ui/js/language.json")) {
            return Json.mapper().readTree(Objects.requireNonNull(file, "language.json"));
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> found(Pattern pattern, String guide) throws IOException {
        return pattern.matcher(Files.readString(GUIDES.resolve(guide)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void commandsAreThoseOfWorkers() throws Exception {
        Set<String> types = new TreeSet<>();
        for (var field : CommandTypes.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !OF_THE_MANAGER.contains(field.getName())) {
                types.add((String) field.get(null));
            }
        }
        assertThat(names(language().path("commands"))).isEqualTo(types);
    }

    @Test
    void operationsAreThoseOfTheGuide() throws IOException {
        assertThat(names(language().path("operations"))).isEqualTo(found(OPERATION, "operations.md"));
    }

    @Test
    void functionsAreThoseOfTheGuide() throws IOException {
        assertThat(found(FUNCTION, "expressions.md")).hasSizeGreaterThan(50);
        assertThat(names(language().path("functions"))).isEqualTo(found(FUNCTION, "expressions.md"));
    }

    @Test
    void typesAreThoseOfColumns() throws IOException {
        List<String> types = Arrays.stream(ColumnType.values()).map(Enum::name).toList();
        JsonNode told = language().path("types");
        assertThat(told).hasSize(types.size());
        told.forEach(type -> assertThat(types).contains(type.asText()));
    }
}
