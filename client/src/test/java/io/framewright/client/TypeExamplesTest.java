package io.framewright.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public type of the client shows how it is used, and what it shows compiles. */
class TypeExamplesTest {
    private static final Path SOURCES =
            Path.of(System.getProperty("framewright.basedir"), "client/src/main/java/io/framewright/client");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:sealed |final )*(?:class|enum|record|interface) ");
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n \\* }</pre>", Pattern.DOTALL);
    private static final String IMPORTS = """
            import io.framewright.client.*;
            import io.framewright.client.query.*;
            import io.framewright.client.running.*;
            import io.framewright.either.*;
            import io.framewright.event.*;
            import io.framewright.transport.LetterSelection;
            import java.net.URI;
            import java.time.*;
            import java.util.*;
            """;
    private static final String FIELDS =
            "Framewright platform; Worker worker; URI amqp; URI redis; EventFeed feed; Rows rows; Row row; UUID orderId;";

    static Stream<Path> publicTypes() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(SOURCES.resolve("query")))
                    .filter(TypeExamplesTest::isPublic)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("publicTypes")
    void theExampleOfAPublicTypeCompiles(Path file) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(file));
        assertThat(example.find()).as("an example in " + file.getFileName()).isTrue();

        assertThat(Snippets.problems(IMPORTS, FIELDS, example.group(1).replaceAll("(?m)^ \\* ?", "")))
                .isEmpty();
    }

    private static boolean isPublic(Path file) {
        try {
            return PUBLIC_TYPE.matcher(Files.readString(file)).find();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
