package io.framewright.bench.frame;

import io.framewright.either.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Polars in Node. */
final class Polars {
    private Polars() {}

    /** Left why it cannot be asked: {@code modules} is a directory where {@code npm install nodejs-polars} was run. */
    static Either<String, Engine> open(DbBenchmark data, Path directory, Path modules, int cores) throws IOException {
        Path installed = modules.toAbsolutePath().resolve("node_modules");
        if (!Files.isDirectory(installed.resolve("nodejs-polars"))) {
            return Either.left("there is no nodejs-polars in " + installed);
        }
        ProcessBuilder node = new ProcessBuilder("node", "--expose-gc");
        node.environment().put("NODE_PATH", installed.toString());
        node.environment().put("POLARS_MAX_THREADS", Integer.toString(cores));
        return ScriptEngine.open(
                "Polars", data, directory, question -> question.asked().polars(), "polars.js", node);
    }
}
