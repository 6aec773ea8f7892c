package io.framewright.client.query;

import static io.framewright.client.query.Expressions.column;
import static io.framewright.client.query.Expressions.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.client.Snippets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example compiles, and what is meant not to compile does not. */
class ExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n \\* }</pre>", Pattern.DOTALL);
    private static final Pattern GUIDE_EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:sealed |final )*(?:class|enum|record|interface) ");

    private static final String IMPORTS = """
            import static io.framewright.client.query.Aggregates.*;
            import static io.framewright.client.query.Expressions.*;
            import static io.framewright.client.query.Operations.*;
            import com.fasterxml.jackson.databind.node.ArrayNode;
            import com.fasterxml.jackson.databind.node.ObjectNode;
            import io.framewright.client.query.*;
            import java.time.*;
            import java.util.*;
            """;

    static Stream<Arguments> publicTypes() throws IOException {
        Path sources =
                Path.of(System.getProperty("framewright.basedir"), "client/src/main/java/io/framewright/client/query");
        try (Stream<Path> files = Files.list(sources)) {
            return files
                    .map(file -> Arguments.of(
                            file.getFileName().toString(),
                            Read.file("client/src/main/java/io/framewright/client/query/" + file.getFileName())))
                    .filter(file -> PUBLIC_TYPE.matcher((String) file.get()[1]).find())
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publicTypes")
    void theExampleOfAPublicTypeCompiles(String file, String source) {
        Matcher example = EXAMPLE.matcher(source);
        assertThat(example.find()).as("an example in " + file).isTrue();

        assertThat(problems(example.group(1).replaceAll("(?m)^ \\* ?", ""))).isEmpty();
    }

    static Stream<String> guide() {
        return GUIDE_EXAMPLE
                .matcher(Read.file("docs/guide/requests-in-java.md"))
                .results()
                .map(example -> example.group(1))
                .filter(example -> !example.startsWith("import "));
    }

    @ParameterizedTest
    @MethodSource("guide")
    void theExampleOfTheGuideCompiles(String example) {
        assertThat(problems(example)).isEmpty();
    }

    @Test
    void theGuideShowsWhatIsImportedAndWhatIsWritten() {
        String guide = Read.file("docs/guide/requests-in-java.md");
        Condition late = column("delay")
                .gt(10)
                .and(column("origin").eq("SFO"))
                .and(not(column("carrier").in("AA", "UA")));

        assertThat(guide).contains("`" + late.text() + "`");
        assertThat(GUIDE_EXAMPLE
                        .matcher(guide)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1)
                        .lines())
                .filteredOn(line -> !line.isBlank())
                .isSubsetOf(IMPORTS.lines().toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter(column(\"a\").plus(1));",
                "filter(column(\"a\"));",
                "filter(expression(\"a > 1\"));",
                "not(column(\"a\"));",
                "column(\"a\").gt(1).and(column(\"b\"));",
                "column(\"a\").gt(true);",
                "column(\"a\").eq(new Object());",
                "column(\"a\").eq(ZonedDateTime.now());",
                "caseWhen(column(\"a\"), 1);",
                "project();",
                "sort();",
                "join(\"other\", JoinType.INNER);",
                "groupBy(\"a\").aggregate();",
                "Operation op = groupBy(\"a\");",
                "transformType(\"a\", \"LONG\");",
                "setFeatures(\"a\");",
                "Source s = Sources.sql(\"jdbc:x\");",
                "Source s = Destinations.csv(\"f.csv\");",
                "new Condition(\"a\", null);"
            })
    void whatIsNotMeantDoesNotCompile(String statement) {
        // One: that which is meant, and nothing about how it is compiled.
        assertThat(problems(statement)).containsPattern("(?m)^1 error$");
    }

    @Test
    void whatLooksAlikeAndIsMeantDoesCompile() {
        assertThat(problems("filter(column(\"a\").gt(1).and(column(\"b\").isTrue())); sort(\"a\"); project(\"a\");"))
                .isEmpty();
    }

    private static String problems(String statements) {
        return Snippets.problems(IMPORTS, "", statements);
    }
}
