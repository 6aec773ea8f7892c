package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Failures as problem details. */
class ProblemTest {
    @Test
    void hasTheFieldsOfTheStandardAndTheCode() {
        ObjectNode problem =
                Problem.json(Failure.of(FailureCode.FRAME_NOT_FOUND, "There is no frame x.", Map.of("frame", "x")));

        assertThat(problem.toString())
                .isEqualTo("{\"type\":\"urn:framewright:failure:FRAME_NOT_FOUND\",\"title\":\"Frame not found\","
                        + "\"status\":404,\"detail\":\"There is no frame x.\",\"code\":\"FRAME_NOT_FOUND\","
                        + "\"values\":{\"frame\":\"x\"}}");
    }

    @Test
    void codesOfOthersAreOfRequestsThatCannotBeDone() {
        assertThat(Problem.status(Failure.of("MINE", "no", Map.of()))).isEqualTo(422);
        for (FailureCode code : FailureCode.values()) {
            assertThat(Problem.status(Failure.of(code, "no"))).isBetween(400, 507);
        }
    }

    @Test
    void codesOfHttpAreThoseOfTheGuideAndOfNobodyElse() throws IOException {
        Path guide = Path.of(System.getProperty("framewright.basedir"))
                .resolve("docs")
                .resolve("guide")
                .resolve("http.md");
        String text = Files.readString(guide);
        assertThat(text.lines()
                        .filter(line -> line.startsWith("| `") && line.matches(".*\\| \\d{3} \\|.*"))
                        .map(line -> line.replaceAll("\\| `(\\w+)` \\| (\\d+) \\|.*", "$1 $2")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(HttpCode.values())
                        .map(code -> code + " " + code.status())
                        .toList());
        assertThat(Arrays.stream(HttpCode.values())
                        .map(Enum::name)
                        .filter(name -> FailureCode.named(name).isPresent()))
                .isEmpty();
    }
}
