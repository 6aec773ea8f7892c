package io.framewright.bench.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.function.Function;

/**
 * A peer that is a script in a child process, which takes the time itself, so that what it says over the pipe is not in
 * it. The script is asked by one JSON object a line, and answers by one: {@code error} if it failed, {@code none} if it
 * has no answer to a question, and why.
 */
final class ScriptEngine implements Engine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final DbBenchmark data;
    private final Path directory;
    private final Function<Question, String> words;
    private final Path script;
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final String version;

    private ScriptEngine(
            String name,
            DbBenchmark data,
            Path directory,
            Function<Question, String> words,
            Path script,
            Process process)
            throws IOException {
        this.name = name;
        this.data = data;
        this.directory = directory;
        this.words = words;
        this.script = script;
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.version = send(JSON.createObjectNode().put("do", "version"))
                .path("version")
                .asText();
    }

    /**
     * Left why it cannot be asked.
     *
     * @param words a question as the script wants it
     * @param resource the script, beside this class
     * @param command what runs it; its path comes last
     */
    static Either<String, Engine> open(
            String name,
            DbBenchmark data,
            Path directory,
            Function<Question, String> words,
            String resource,
            ProcessBuilder command)
            throws IOException {
        String suffix = resource.substring(resource.lastIndexOf('.'));
        Path script = Files.createTempFile("framewright-bench-", suffix);
        try (InputStream built = Objects.requireNonNull(
                ScriptEngine.class.getResourceAsStream(resource), "the script is not built in")) {
            Files.write(script, built.readAllBytes());
        }
        command.command().add(script.toString());
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            return Either.right(new ScriptEngine(name, data, directory, words, script, command.start()));
        } catch (IOException notThere) {
            Files.deleteIfExists(script);
            return Either.left(command.command().get(0) + " does not run it: " + notThere.getMessage());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public void load(String table) throws IOException {
        ObjectNode request = JSON.createObjectNode()
                .put("do", "load")
                .put("table", table)
                .put("path", data.file(directory, table).toString());
        DbBenchmark.wholeColumns(table).forEach(request.putArray("whole")::add);
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
                .put("question", words.apply(question))
                .put("ordered", question.checked().ordered().orElse(""));
        if (question.isLoad()) {
            Path file = question.file().file(data, directory, question.tables().get(0));
            request.put("format", question.file().type()).put("path", file.toString());
        }
        names.forEach(request.putArray("sums")::add);
        JsonNode answer = send(request);
        if (answer.has("none")) {
            return Either.left(answer.path("none").asText());
        }
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

    private JsonNode send(ObjectNode request) throws IOException {
        requests.write(request.toString());
        requests.newLine();
        requests.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("its process ended; what it wrote to stderr is above");
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
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Files.deleteIfExists(script);
    }
}
