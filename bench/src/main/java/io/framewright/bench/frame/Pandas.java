package io.framewright.bench.frame;

import io.framewright.either.Either;
import java.io.IOException;
import java.nio.file.Path;

/** pandas in Python; what it does for each question stands in its script. */
final class Pandas {
    static final String SCRIPT = "pandas-answers.py";

    private Pandas() {}

    /** Left why it cannot be asked: {@code python} is an interpreter that has pandas. */
    static Either<String, Engine> open(DbBenchmark data, Path directory, String python) throws IOException {
        ProcessBuilder command = new ProcessBuilder(python);
        command.environment().put("PYTHONIOENCODING", "utf-8");
        return ScriptEngine.open("pandas", data, directory, Question::name, SCRIPT, command);
    }
}
