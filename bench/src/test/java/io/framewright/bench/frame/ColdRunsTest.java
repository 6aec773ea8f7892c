package io.framewright.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColdRunsTest {
    @Test
    void aRunIsAskedInAProcessOfItsOwnWithTheSameOptions() throws Exception {
        Question q1 = Questions.ALL.stream()
                .filter(question -> question.name().equals("q1"))
                .findFirst()
                .orElseThrow();

        List<Measured> measured =
                new ColdRuns(new String[] {"--rows", "2e3", "--cores", "1", "--cold", "--cases", "groupby"}, 2).of(q1);

        assertThat(measured).singleElement().satisfies(ours -> {
            assertThat(ours.engine()).isEqualTo("Framewright");
            assertThat(ours.millis()).hasSize(2).allMatch(millis -> millis > 0);
            assertThat(ours.first()).isEqualTo(ours.millis().get(0));
        });
    }

    @Test
    void whatIsWrongWithOneRunIsWrongWithAll() {
        Measured good = new Measured("a", "", false, 2, List.of(2.0));
        Measured bad = new Measured("a", "failed: no", true, 0, List.of());

        assertThat(ColdRuns.together(List.of(good, bad, good))).isEqualTo(bad);
        assertThat(ColdRuns.together(List.of(good, good)))
                .isEqualTo(new Measured("a", "", false, 2, List.of(2.0, 2.0)));
    }

    @Test
    void whatAProcessTellsIsReadAsItWasMeasured() throws IOException {
        for (Measured measured : List.of(
                new Measured("a", "", false, 2.5, List.of(2.5)), new Measured("b", "not there", true, 0, List.of()))) {
            assertThat(ColdRuns.read(new ObjectMapper().readTree(ColdRuns.written(measured))))
                    .isEqualTo(measured);
        }
    }
}
