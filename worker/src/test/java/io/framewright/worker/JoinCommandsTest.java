package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose operations read other frames of their worker. */
class JoinCommandsTest {
    private static final String LOAD = "LOAD_WORKER_FRAME_MANAGER";
    private static final String MODIFY = "MODIFY_WORKER_FRAME_MANAGER";
    private static final String QUERY = "QUERY_WORKER_FRAME_MANAGER";
    private static final String SAVE = "SAVE_WORKER_FRAME_MANAGER";
    private static final String JOIN = "{'op': 'join', 'frame': 'carriers', 'on': ['carrier'], 'how': 'left'}";

    @TempDir
    Path root;

    private Frames frames = Frames.EMPTY;
    private DataLimits limits = DataLimits.defaults();

    @BeforeEach
    void loadTwoFrames() {
        send(
                LOAD,
                "{'frame': 'flights', 'source': {'type': 'rows', 'rows': ["
                        + "{'carrier': 'WN', 'delay': 5}, {'carrier': 'AA', 'delay': 12}, {'carrier': 'XX', 'delay': 40}]}}");
        send(
                LOAD,
                "{'frame': 'carriers', 'source': {'type': 'rows', 'rows': ["
                        + "{'carrier': 'AA', 'name': 'American'}, {'carrier': 'WN', 'name': 'Southwest'}]}}");
    }

    @Test
    void aFrameIsJoinedIntoAnotherWhoseLineageTellsIt() {
        JsonNode data = send(MODIFY, "{'frame': 'flights', 'into': 'named', 'operations': [" + JOIN + "]}");

        assertThat(data.path("rowCount").intValue()).isEqualTo(3);
        assertThat(data.path("columns").findValuesAsText("name")).containsExactly("carrier", "delay", "name");
        assertThat(frame("named").lineage().get(1).at("/data/operations/0")).isEqualTo(json(JOIN));
        assertThat(frame("flights").columnNames()).containsExactly("carrier", "delay");
    }

    @Test
    void aQueryJoins() {
        JsonNode data = send(QUERY, "{'frame': 'flights', 'operations': [" + JOIN + "]}");

        assertThat(data.path("rows").toString())
                .isEqualTo("[{\"carrier\":\"WN\",\"delay\":5,\"name\":\"Southwest\"},"
                        + "{\"carrier\":\"AA\",\"delay\":12,\"name\":\"American\"},"
                        + "{\"carrier\":\"XX\",\"delay\":40,\"name\":null}]");
    }

    @Test
    void aViewThatJoinsReadsTheOtherFrameAsItIsNow() throws IOException {
        send(
                MODIFY,
                "{'frame': 'flights', 'operations': [{'op': 'createView', 'view': 'named', 'operations': [" + JOIN
                        + "]}]}");
        send(MODIFY, "{'frame': 'carriers', 'operations': [{'op': 'limit', 'rows': 1}]}");

        JsonNode data = send(QUERY, "{'frame': 'flights', 'view': 'named'}");
        assertThat(data.at("/rows/0/name").isNull()).isTrue();
        assertThat(data.at("/rows/1/name").textValue()).isEqualTo("American");

        send(SAVE, "{'frame': 'flights', 'view': 'named', 'destination': {'type': 'csv', 'path': 'named.csv'}}");
        assertThat(Files.readAllLines(root.resolve("named.csv")))
                .containsExactly("carrier,delay,name", "WN,5,", "AA,12,American", "XX,40,");

        frames = frames.without("carriers");
        assertThat(failure(QUERY, "{'frame': 'flights', 'view': 'named'}").code())
                .isEqualTo("FRAME_NOT_FOUND");
    }

    @Test
    void aViewThatJoinsAFrameThatIsNotThereIsNotMade() {
        Failure failure = failure(
                MODIFY,
                "{'frame': 'flights', 'operations': [{'op': 'createView', 'view': 'named',"
                        + " 'operations': [{'op': 'join', 'frame': 'airlines', 'on': ['carrier']}]}]}");

        assertThat(failure.code()).isEqualTo("FRAME_NOT_FOUND");
        assertThat(failure.message()).contains("airlines", "flights, carriers");
    }

    @Test
    void aJoinThatWouldTakeMoreMemoryThanAFrameMayIsRefused() {
        limits = DataLimits.defaults().withMaxFrameBytes(20);

        Failure failure = failure(QUERY, "{'frame': 'flights', 'operations': [" + JOIN + "]}");

        assertThat(failure.code()).isEqualTo("MEMORY_LIMIT");
        assertThat(failure.detail()).containsEntry("rowCount", 3L).containsEntry("maxFrameBytes", 20L);
    }

    private Frame frame(String name) {
        return frames.find(name)
                .fold(
                        failure -> {
                            throw new AssertionError(failure.toString());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        found -> found);
    }

    private JsonNode send(String commandType, String data) {
        return handler(commandType)
                .handle(Command.of(commandType, json(data)), new Context())
                .fold(
                        failure -> {
                            throw new AssertionError(failure.toString());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        reply -> {
                            Frames next = reply.frames();
                            frames = next == null ? frames : next;
                            return reply.data();
                        });
    }

    private Failure failure(String commandType, String data) {
        return handler(commandType)
                .handle(Command.of(commandType, json(data)), new Context())
                .fold(
                        failure -> failure,
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        reply -> {
                            throw new AssertionError("no failure but " + reply);
                        });
    }

    private static CommandHandler handler(String commandType) {
        return Handlers.with(List.of()).find(commandType).orElseThrow();
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrongTest) {
            throw new AssertionError(wrongTest);
        }
    }

    private final class Context implements CommandContext {
        @Override
        public UUID workerId() {
            return new UUID(0, 0);
        }

        @Override
        public Frames frames() {
            return frames;
        }

        @Override
        public DataRoots dataRoots() {
            return DataRoots.of(List.of(root));
        }

        @Override
        public DataLimits limits() {
            return limits;
        }

        @Override
        public int eventLimitBytes() {
            return 32 << 10;
        }

        @Override
        public WorkMonitor monitor() {
            return WorkMonitor.NONE;
        }
    }
}
