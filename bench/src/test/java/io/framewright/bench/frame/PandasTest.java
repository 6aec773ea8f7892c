package io.framewright.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.framewright.either.Either;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PandasTest {
    private static final DbBenchmark DATA = new DbBenchmark(2_000);

    @TempDir
    Path directory;

    @Test
    void theScriptHasWordsForEveryQuestionButLoads() throws IOException {
        String script;
        try (InputStream built = Pandas.class.getResourceAsStream(Pandas.SCRIPT)) {
            script = new String(built.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(Questions.ALL)
                .filteredOn(question -> !question.isLoad())
                .allSatisfy(question -> assertThat(script).contains("\"" + question.name() + "\": lambda"));
    }

    @Test
    void anInterpreterThatIsNotThereIsToldByName() throws IOException {
        String told = Pandas.open(DATA, directory, "python-that-is-not-there")
                .fold(why -> why, pending -> "pending", engine -> "opened");
        assertThat(told).contains("python-that-is-not-there");
    }

    @Test
    void whereItIsInstalledItsAnswersAreOurs() throws Exception {
        Either<String, Engine> opened = Pandas.open(DATA, directory, "/usr/bin/python3");
        assumeTrue(opened.toOptional().isPresent(), () -> "pandas: " + opened);
        try (Engine ours = new FramewrightEngine(DATA, Optional.of(directory));
                Engine pandas = opened.toOptional().orElseThrow()) {
            List<Engine> engines = List.of(ours, pandas);
            for (String table : DbBenchmark.TABLES) {
                for (Engine engine : engines) {
                    engine.load(table);
                }
            }
            Comparison once = new Comparison(0, 1, 60_000);
            for (Question question : Questions.ALL) {
                assertThat(once.of(question, engines))
                        .as(question.name())
                        .noneMatch(Measured::failed)
                        .filteredOn(Measured::hasTimes)
                        .hasSize(question.file() == FileFormat.CSV ? 2 : 1);
            }
        }
    }
}
