package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.serialize.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesTest {
    private static final String WORKER = "0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(List.of("wrkers"), "did you mean workers"),
                Arguments.of(List.of("spawn"), "--channel"),
                Arguments.of(List.of("spawn", "--channel", "c", "--id", "1-2-3-4-5"), "is no UUID"),
                Arguments.of(List.of("kill", "not-a-uuid"), "is no UUID"),
                Arguments.of(List.of("kill"), "WORKER"),
                Arguments.of(List.of("events", WORKER, "--since", "soon"), "--since"),
                Arguments.of(List.of("events", WORKER, "--since", "-1"), "negative"),
                Arguments.of(List.of("listen"), "CHANNEL"),
                Arguments.of(List.of("listen", "c", "--count", "0"), "at least 1"),
                Arguments.of(List.of("send", WORKER), "COMMAND_TYPE"),
                Arguments.of(List.of("send", WORKER, "X", "{", "--timeout", "never"), "is no time-out"),
                Arguments.of(List.of("send", WORKER, "X", "{\"a\": 1,}"), "line 1, column"),
                Arguments.of(List.of("send", WORKER, "X", "[1]"), "must be a JSON object"),
                Arguments.of(List.of("send", WORKER, "X", "{} {}"), "one value only"),
                Arguments.of(List.of("send", WORKER, "X", "@/does/not/exist"), "/does/not/exist cannot be read"),
                Arguments.of(List.of("up", "--amqp-port", "70000"), "amqp-port"),
                Arguments.of(List.of("up", "--config", "/does/not/exist"), "/does/not/exist"),
                Arguments.of(List.of("demo", "--csv", "/does/not/exist"), "/does/not/exist"),
                Arguments.of(List.of("workers", "--amqp", "amqp://localhost"), "redis is not"),
                Arguments.of(List.of("workers", "--colour"), "--colour"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreUsageErrorsOnOneLine(List<String> arguments, String said) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("USAGE: ").contains(said).hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreJsonForScripts(List<String> arguments, String said) throws JsonProcessingException {
        List<String> withJson =
                Stream.concat(arguments.stream(), Stream.of("--json")).toList();

        assertThat(run(withJson)).isEqualTo(2);
        JsonNode error = Json.mapper().readTree(err.toString()).path("error");
        assertThat(error.path("code").asText()).isEqualTo("USAGE");
        assertThat(error.path("message").asText()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "spawn",
                "workers",
                "send",
                "listen",
                "events",
                "kill",
                "demo",
                "class-path",
                "version",
                "completion"
            })
    void everyCommandHasHelpWithExamplesAndExitCodesAndJson(String command) {
        assertThat(run(List.of(command, "--help"))).isZero();
        assertThat(out.toString())
                .contains("Usage: framewright " + command, "Example", "  framewright " + command, "--json", "--help")
                .contains("Exit codes:", "  4    No answer came in time");
    }

    @Test
    void withoutACommandTheHelpIsShownAsAnError() {
        assertThat(run(List.of())).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: framewright", "demo", "Exit codes:");
    }

    @Test
    void versionIsThatOfTheBuild() throws JsonProcessingException {
        assertThat(run(List.of("version", "--json"))).isZero();

        JsonNode version = Json.mapper().readTree(out.toString());
        assertThat(version.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(version.path("protocol").asInt()).isEqualTo(1);
    }

    @Test
    void completionKnowsEveryCommand() {
        assertThat(run(List.of("completion"))).isZero();
        assertThat(out.toString()).contains("complete -F", "spawn", "--data-root", "--drain");
    }

    private int run(List<String> arguments) {
        boolean json = arguments.contains("--json");
        String[] array = arguments.toArray(String[]::new);
        return CommandLines.create(new PrintWriter(out, true), new PrintWriter(err, true), json)
                .execute(array);
    }
}
