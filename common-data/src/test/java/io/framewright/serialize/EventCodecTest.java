package io.framewright.serialize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final UUID WORKER = UUID.fromString("7e57ab1e-0000-4000-8000-000000000001");
    private static final Event FULL = new Event(
            "LOAD_WORKER_FRAME_MANAGER_SUCCEEDED",
            UUID.fromString("7e57ab1e-0000-4000-8000-000000000002"),
            Instant.parse("2026-11-23T02:48:00Z"),
            UUID.fromString("7e57ab1e-0000-4000-8000-000000000003"),
            WORKER,
            42,
            3,
            UUID.fromString("7e57ab1e-0000-4000-8000-000000000004"),
            UUID.fromString("7e57ab1e-0000-4000-8000-000000000005"),
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            JsonNodeFactory.instance.objectNode().put("rowCount", 5000).put("frame", "flüge"));

    @Test
    void everyFieldHasItsPlaceOnTheWire() {
        assertThat(new String(EventCodec.write(FULL), StandardCharsets.UTF_8))
                .isEqualTo("{\"eventType\":\"LOAD_WORKER_FRAME_MANAGER_SUCCEEDED\","
                        + "\"eventId\":\"7e57ab1e-0000-4000-8000-000000000002\","
                        + "\"timeStamp\":\"2026-11-23T02:48:00.000Z\","
                        + "\"commandId\":\"7e57ab1e-0000-4000-8000-000000000003\","
                        + "\"workerId\":\"7e57ab1e-0000-4000-8000-000000000001\","
                        + "\"sequence\":42,\"epoch\":3,"
                        + "\"correlationId\":\"7e57ab1e-0000-4000-8000-000000000004\","
                        + "\"causationId\":\"7e57ab1e-0000-4000-8000-000000000005\","
                        + "\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\","
                        + "\"data\":{\"rowCount\":5000,\"frame\":\"flüge\"}}");
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(EventCodec.read(EventCodec.write(FULL))).isEqualTo(Either.right(FULL));
    }

    @Test
    void optionalFieldsAreLeftOut() {
        Event bare = new Event(
                "LIST_WORKERS_SUCCEEDED",
                FULL.eventId(),
                FULL.timeStamp(),
                FULL.commandId(),
                null,
                0,
                0,
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode());
        String written = new String(EventCodec.write(bare), StandardCharsets.UTF_8);
        assertThat(written).doesNotContain("workerId", "correlationId", "causationId", "traceparent", "null");
        assertThat(EventCodec.read(EventCodec.write(bare))).isEqualTo(Either.right(bare));
    }

    @Test
    void unknownFieldsOfTomorrowAreIgnored() {
        String written = new String(EventCodec.write(FULL), StandardCharsets.UTF_8);
        String extended = written.replaceFirst("\\{", "{\"mood\":\"good\",");
        assertThat(EventCodec.read(extended.getBytes(StandardCharsets.UTF_8))).isEqualTo(Either.right(FULL));
    }

    @Test
    void whatIsNoEventIsAFailure() {
        for (String text : new String[] {"", "[]", "nonsense", "{\"eventType\":\"X_SUCCEEDED\"}"}) {
            assertThat(EventCodec.read(text.getBytes(StandardCharsets.UTF_8))
                            .<String>fold(Failure::code, p -> "pending", e -> "read"))
                    .as(text)
                    .isEqualTo("MALFORMED_COMMAND");
        }
    }
}
