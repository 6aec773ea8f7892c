package io.framewright.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {
    @TempDir
    Path directory;

    @Test
    void enginesInThisProcessAgreeOnTheAnswers() throws Exception {
        DbBenchmark data = new DbBenchmark(2_000);
        try (Engine ours = new FramewrightEngine(data, Optional.of(directory));
                Engine duckDb = new DuckDbEngine(data, directory, 1);
                Engine tablesaw = new TablesawEngine(data, directory)) {
            List<Engine> engines = List.of(ours, duckDb, tablesaw);
            for (String table : DbBenchmark.TABLES) {
                for (Engine engine : engines) {
                    engine.load(table);
                }
            }
            Comparison once = new Comparison(1, 1, 60_000);
            for (Question question : Questions.ALL) {
                assertThat(once.of(question, engines))
                        .as(question.name())
                        .noneMatch(Measured::failed)
                        .filteredOn(Measured::hasTimes)
                        .hasSizeGreaterThanOrEqualTo(question.group().equals("join") ? 1 : 2);
            }
        }
    }

    @Test
    void namesOfQuestionsAndGroupsAreAllDifferent() {
        List<String> names = Questions.ALL.stream().map(Question::name).toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(
                        Questions.ALL.stream().map(Question::group).toList())
                .containsAll(TablesawQuestions.ALL.keySet());
    }
}
