package io.framewright.bench.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Polars in a child process of Node, which takes the time itself, so that what it says over the pipe is not in it. */
final class PolarsEngine implements Engine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCRIPT = "polars.js";

    private final DbBenchmark data;
    private final Path directory;
    private final Path script;
    private final Process node;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final String version;

    private PolarsEngine(DbBenchmark data, Path directory, Path script, Process node) throws IOException {
        this.data = data;
        this.directory = directory;
        this.script = script;
        this.node = node;
        this.requests = node.outputWriter(StandardCharsets.UTF_8);
        this.answers = node.inputReader(StandardCharsets.UTF_8);
        this.version = send("version").path("version").asText();
    }

    /** Left why it cannot be asked: {@code modules} is a directory where {@code npm install nodejs-polars} was run. */
    static Either<String, Engine> open(DbBenchmark data, Path directory, Path modules, int cores) throws IOException {
        Path installed = modules.toAbsolutePath().resolve("node_modules");
        if (!Files.isDirectory(installed.resolve("nodejs-polars"))) {
            return Either.left("there is no nodejs-polars in " + installed);
        }
        Path script = Files.createTempFile("framewright-bench-", ".js");
        try (InputStream resource =
                Objects.requireNonNull(PolarsEngine.class.getResourceAsStream(SCRIPT), "the script is not built in")) {
            Files.write(script, resource.readAllBytes());
        }
        ProcessBuilder command = new ProcessBuilder("node", "--expose-gc", script.toString());
        command.environment().put("NODE_PATH", installed.toString());
        command.environment().put("POLARS_MAX_THREADS", Integer.toString(cores));
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            return Either.right(new PolarsEngine(data, directory, script, command.start()));
        } catch (IOException notThere) {
            Files.deleteIfExists(script);
            return Either.left("node does not run it: " + notThere.getMessage());
        }
    }

    @Override
    public String name() {
        return "Polars";
    }

    @Override
    public String version() {
        return version + " of nodejs-polars";
    }

    @Override
    public void load(String table) throws IOException {
        ObjectNode request = JSON.createObjectNode()
                .put("do", "load")
                .put("table", table)
                .put("path", data.file(directory, table).toString());
        ArrayNode whole = request.putArray("whole");
        DbBenchmark.wholeColumns(table).forEach(whole::add);
        send(request);
    }

    @Override
    public void drop(String table) throws IOException {
        send(JSON.createObjectNode().put("do", "drop").put("table", table));
    }

    @Override
    public Either<String, Answer> ask(Question question) throws IOException, SQLException {
        List<String> names = question.checked().sums();
        ObjectNode request = JSON.createObjectNode()
                .put("do", "ask")
                .put("question", question.asked().polars())
                .put("ordered", question.checked().ordered().orElse(""));
        if (question.isLoad()) {
            request.put("format", question.file().type())
                    .put(
                            "path",
                            question.file()
                                    .file(data, directory, question.tables().get(0))
                                    .toString());
        }
        names.forEach(request.putArray("sums")::add);
        JsonNode answer = send(request);
        Map<String, Double> sums = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            sums.put(names.get(i), answer.path("sums").path(i).asDouble());
        }
        question.checked()
                .ordered()
                .ifPresent(
                        column -> sums.put(Answer.ORDER, answer.path("inOrder").asDouble()));
        return Either.right(
                new Answer(answer.path("millis").asDouble(), answer.path("rows").asLong(), sums));
    }

    private JsonNode send(String verb) throws IOException {
        return send(JSON.createObjectNode().put("do", verb));
    }

    private JsonNode send(ObjectNode request) throws IOException {
        requests.write(request.toString());
        requests.newLine();
        requests.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("node ended; what it wrote to stderr is above");
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has("error")) {
            throw new IOException(answer.path("error").asText());
        }
        return answer;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        requests.close();
        if (!node.waitFor(10, TimeUnit.SECONDS)) {
            node.destroyForcibly();
        }
        Files.deleteIfExists(script);
    }
}
