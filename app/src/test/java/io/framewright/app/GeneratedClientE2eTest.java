package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.example.framewright.ApiClient;
import org.example.framewright.ApiException;
import org.example.framewright.ApiResponse;
import org.example.framewright.api.CommandsApi;
import org.example.framewright.api.CommandsApi.APIGetCommandRequest;
import org.example.framewright.api.CommandsApi.APISendCommandRequest;
import org.example.framewright.api.EventsApi;
import org.example.framewright.api.EventsApi.APIGetEventsRequest;
import org.example.framewright.api.FramesApi;
import org.example.framewright.api.FramesApi.APIGetFeaturesRequest;
import org.example.framewright.api.FramesApi.APIGetInfoRequest;
import org.example.framewright.api.FramesApi.APIGetRowsRequest;
import org.example.framewright.api.FramesApi.APILoadFrameRequest;
import org.example.framewright.api.FramesApi.APISetFeaturesRequest;
import org.example.framewright.api.WorkersApi;
import org.example.framewright.api.WorkersApi.APIGetWorkerRequest;
import org.example.framewright.api.WorkersApi.APIKillWorkerRequest;
import org.example.framewright.api.WorkersApi.APISpawnWorkerRequest;
import org.example.framewright.model.Column;
import org.example.framewright.model.Command;
import org.example.framewright.model.CommandState;
import org.example.framewright.model.Event;
import org.example.framewright.model.EventPage;
import org.example.framewright.model.Feature;
import org.example.framewright.model.Frame;
import org.example.framewright.model.Load;
import org.example.framewright.model.LoadSource;
import org.example.framewright.model.Problem;
import org.example.framewright.model.SetFeatures;
import org.example.framewright.model.Spawn;
import org.example.framewright.model.Spawned;
import org.example.framewright.model.Worker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job by a client that a public generator made of {@code openapi.json}, and that knows nothing else of ours
 * (see {@code app/pom.xml}).
 */
class GeneratedClientE2eTest {
    private static final String WAIT = "wait=30";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static RunningPlatform platform;

    private final ApiClient client = new ApiClient();
    private final FramesApi frames;
    private final CommandsApi commands;
    private final WorkersApi workers;

    @SuppressWarnings("NullAway.Init")
    private UUID worker;

    GeneratedClientE2eTest() {
        client.updateBaseUri(platform.ready().path("http").asText());
        frames = new FramesApi(client);
        commands = new CommandsApi(client);
        workers = new WorkersApi(client);
    }

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(home.resolve("flights.csv"), "origin,delay\nSFO,12\nOAK,-3\nSFO,45\nLAX,17\nOAK,20\n");
        platform = RunningPlatform.start(new Cli(home), Map.of(), "--data-root", home.toString(), "--http", "0");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @BeforeEach
    void load() throws Exception {
        Spawned spawned = workers.spawnWorker(
                APISpawnWorkerRequest.newBuilder().spawn(new Spawn()).build());
        worker = spawned.getWorkerId();
        Event loaded = frames.loadFrame(APILoadFrameRequest.newBuilder()
                .workerId(worker)
                .load(new Load().source(new LoadSource().type("csv").putAdditionalProperty("path", "flights.csv")))
                .build());
        assertThat(loaded.getEventType()).isEqualTo("LOAD_WORKER_FRAME_MANAGER_SUCCEEDED");
        assertThat(loaded.getData()).containsEntry("rowCount", 5);
    }

    private Event send(UUID id, String type, Map<String, Object> data) throws ApiException {
        return commands.sendCommand(APISendCommandRequest.newBuilder()
                .workerId(worker)
                .idempotencyKey(id)
                .prefer(WAIT)
                .command(new Command().commandType(type).data(data))
                .build());
    }

    private static APIGetRowsRequest.Builder rows(UUID worker, String frame) {
        return APIGetRowsRequest.newBuilder().workerId(worker).frame(frame);
    }

    @Test
    void framesAreChangedAndReadByPage() throws Exception {
        UUID id = UUID.randomUUID();
        Event grouped = send(
                id,
                "MODIFY_WORKER_FRAME_MANAGER",
                Map.of(
                        "into",
                        "late",
                        "operations",
                        List.of(
                                Map.of("op", "filter", "where", "delay > 10"),
                                Map.of(
                                        "op",
                                        "groupBy",
                                        "columns",
                                        List.of("origin"),
                                        "aggregates",
                                        List.of(Map.of("function", "mean", "column", "delay", "as", "mean"))))));
        assertThat(grouped.getCommandId()).isEqualTo(id);

        List<Map<String, Object>> read = new ArrayList<>();
        APIGetRowsRequest.Builder question =
                rows(worker, "late").limit(2L).sort(List.of("mean:desc")).columns(List.of("origin", "mean"));
        ApiResponse<List<Map<String, Object>>> page = frames.getRowsWithHttpInfo(question.build());
        read.addAll(page.getData());
        while (page.getHeaders().containsKey("Framewright-Cursor")) {
            String cursor = page.getHeaders().get("Framewright-Cursor").get(0);
            page = frames.getRowsWithHttpInfo(question.cursor(cursor).build());
            read.addAll(page.getData());
        }
        assertThat(read)
                .containsExactly(
                        Map.of("origin", "SFO", "mean", 28.5),
                        Map.of("origin", "OAK", "mean", 20.0),
                        Map.of("origin", "LAX", "mean", 17.0));
        assertThat(frames.getRows(
                        rows(worker, "default").where("origin == 'OAK'").build()))
                .hasSize(2);
    }

    @Test
    void infoAndFeaturesAreTyped() throws Exception {
        frames.setFeatures(APISetFeaturesRequest.newBuilder()
                .workerId(worker)
                .setFeatures(new SetFeatures()
                        .features(
                                Map.of("delay", new Feature().role("responder").unit("min"))))
                .build());

        Frame frame = frames.getInfo(
                        APIGetInfoRequest.newBuilder().workerId(worker).build())
                .getFrames()
                .get(0);
        assertThat(frame.getRowCount()).isEqualTo(5);
        assertThat(frame.getColumns()).extracting(Column::getName).containsExactly("origin", "delay");
        Column delay = frames.getFeatures(APIGetFeaturesRequest.newBuilder()
                        .workerId(worker)
                        .columns(List.of("delay"))
                        .statistics(true)
                        .build())
                .getColumns()
                .get(0);
        assertThat(delay.getFeature().getUnit()).isEqualTo("min");
        assertThat(delay.getStatistics()).containsKey("mean");
    }

    @Test
    void outcomesAndEventsAreRead() throws Exception {
        UUID id = UUID.randomUUID();
        Event info = send(id, "GET_INFO_WORKER", Map.of());

        CommandState state = commands.getCommand(
                APIGetCommandRequest.newBuilder().workerId(worker).commandId(id).build());
        assertThat(state.getState()).isEqualTo(CommandState.StateEnum.SUCCEEDED);
        assertThat(state.getEvent()).isEqualTo(info);
        EventPage page = new EventsApi(client)
                .getEvents(APIGetEventsRequest.newBuilder()
                        .workerId(worker)
                        .since("0")
                        .limit(100)
                        .build());
        assertThat(page.getLast()).isEqualTo(info.getSequence());
        assertThat(page.getEvents()).hasSize(2).contains(info);
    }

    @Test
    void failuresAreProblems() throws Exception {
        ApiException refused = catchThrowableOfType(
                ApiException.class, () -> frames.getRows(rows(worker, "nothing").build()));
        assertThat(refused.getCode()).isEqualTo(404);
        Problem problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        assertThat(problem.getCode()).isEqualTo("FRAME_NOT_FOUND");
        assertThat(problem.getValues()).containsEntry("frame", "nothing");
    }

    @Test
    void workersAreListedAndKilled() throws Exception {
        assertThat(workers.listWorkers().getWorkers())
                .extracting(Worker::getWorkerId)
                .contains(worker);
        assertThat(workers.killWorker(APIKillWorkerRequest.newBuilder()
                                .workerId(worker)
                                .drain(true)
                                .build())
                        .getChanged())
                .isTrue();
        ApiException gone = catchThrowableOfType(
                ApiException.class,
                () -> workers.getWorker(
                        APIGetWorkerRequest.newBuilder().workerId(worker).build()));
        assertThat(gone.getCode()).isEqualTo(404);
    }
}
