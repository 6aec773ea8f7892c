package io.framewright.bench.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.query.Cores;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A case in processes that have answered nothing before: each run in a new one, with new processes of the peers, which
 * loads the tables and asks every engine once.
 */
final class ColdRuns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String[] args;
    private final int runs;

    /** With the command line that {@link FrameBench} was given. */
    ColdRuns(String[] args, int runs) {
        this.args = args.clone();
        this.runs = runs;
    }

    /** By engine, in their order. */
    List<Measured> of(Question question) throws IOException, InterruptedException {
        Map<String, List<Measured>> byEngine = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            for (Measured one : inNewProcess(question)) {
                byEngine.computeIfAbsent(one.engine(), engine -> new ArrayList<>())
                        .add(one);
            }
        }
        return byEngine.values().stream().map(ColdRuns::together).toList();
    }

    /** What is wrong with one run is wrong with all. */
    static Measured together(List<Measured> runs) {
        return runs.stream()
                .filter(run -> !run.hasTimes())
                .findFirst()
                .orElseGet(() -> new Measured(
                        runs.get(0).engine(),
                        "",
                        false,
                        runs.get(0).first(),
                        runs.stream().flatMap(run -> run.millis().stream()).toList()));
    }

    private List<Measured> inNewProcess(Question question) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // With the same heap, collector and so on.
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ColdRuns.class.getName()));
        command.addAll(Arrays.asList(args));
        command.addAll(List.of("--cases", question.name()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(
                    "the process that was asked " + question.name() + " ended with " + process.exitValue());
        }
        List<Measured> measured = new ArrayList<>();
        for (String line : told.lines().toList()) {
            measured.add(read(JSON.readTree(line)));
        }
        return measured;
    }

    /** Prints a line of JSON for each engine. */
    public static void main(String[] args) throws Exception {
        Options options = FrameBench.read(args);
        Cores.share(Cores.of(options.cores()));
        DbBenchmark data = new DbBenchmark(options.rows());
        try (Engines engines = Engines.open(options, data)) {
            for (Question question : options.questions()) {
                engines.loadFor(question);
                System.gc();
                Comparison once = new Comparison(0, 1, options.comparison().limitMillis());
                once.of(question, engines.all()).forEach(one -> System.out.println(written(one)));
            }
        }
    }

    static String written(Measured measured) {
        ObjectNode json = JSON.createObjectNode()
                .put("engine", measured.engine())
                .put("why", measured.why())
                .put("failed", measured.failed());
        measured.millis().forEach(json.putArray("millis")::add);
        return json.toString();
    }

    static Measured read(JsonNode json) {
        List<Double> millis = new ArrayList<>();
        json.path("millis").forEach(one -> millis.add(one.asDouble()));
        return new Measured(
                json.path("engine").asText(),
                json.path("why").asText(),
                json.path("failed").asBoolean(),
                millis.isEmpty() ? 0 : millis.get(0),
                millis);
    }
}
