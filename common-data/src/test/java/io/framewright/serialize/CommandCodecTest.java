package io.framewright.serialize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.CommandCodec.MessageContext;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandCodecTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-23T03:00:00Z");
    private static final UUID ID = UUID.fromString("7e57ab1e-0000-4000-8000-000000000003");
    private static final MessageContext BARE = new MessageContext(Optional.empty(), Optional.empty(), RECEIVED);

    @Test
    void everyFieldHasItsPlaceOnTheWire() {
        Command command = new Command(
                "GET_INFO_WORKER",
                ID,
                Instant.parse("2026-11-23T02:48:00.123Z"),
                ID,
                ID,
                Instant.parse("2026-11-23T02:49:00Z"),
                "not in the body",
                JsonNodeFactory.instance.objectNode().put("frame", "f"));
        assertThat(new String(CommandCodec.write(command), StandardCharsets.UTF_8))
                .isEqualTo("{\"commandType\":\"GET_INFO_WORKER\","
                        + "\"commandId\":\"7e57ab1e-0000-4000-8000-000000000003\","
                        + "\"timeStamp\":\"2026-11-23T02:48:00.123Z\","
                        + "\"correlationId\":\"7e57ab1e-0000-4000-8000-000000000003\","
                        + "\"causationId\":\"7e57ab1e-0000-4000-8000-000000000003\","
                        + "\"expiresOn\":\"2026-11-23T02:49:00.000Z\","
                        + "\"data\":{\"frame\":\"f\"}}");
        MessageContext context = new MessageContext(Optional.empty(), Optional.of("not in the body"), RECEIVED);
        assertThat(CommandCodec.read(CommandCodec.write(command), context)).isEqualTo(Either.right(command));
    }

    @Test
    void whatIsMissingIsFilledInAsTheProtocolSays() {
        Command command = read("{\"commandType\":\"X\"}", BARE);
        assertThat(command.timeStamp()).isEqualTo(RECEIVED);
        assertThat(command.data().isEmpty()).isTrue();
        assertThat(command.expiresOn()).isNull();
        MessageContext withId = new MessageContext(Optional.of(ID.toString()), Optional.empty(), RECEIVED);
        assertThat(read("{\"commandType\":\"X\"}", withId).commandId()).isEqualTo(ID);
        MessageContext oddId = new MessageContext(Optional.of("17"), Optional.empty(), RECEIVED);
        assertThat(read("{\"commandType\":\"X\"}", oddId).commandId()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1763866080,         2025-11-23T02:48:00Z",
        "1763866080.123,     2025-11-23T02:48:00.123Z",
        "'\"2025-11-23T04:48:00+02:00\"', 2025-11-23T02:48:00Z",
    })
    void timeStampsAreTextOrEpochSeconds(String json, String expected) {
        assertThat(read("{\"commandType\":\"X\",\"timeStamp\":" + json + "}", BARE)
                        .timeStamp())
                .isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "nonsense",
                "{\"commandType\":\"X\"",
                "{\"commandType\":\"X\"} {}",
                "[]",
                "null",
                "{}",
                "{\"commandType\":7}",
                "{\"commandType\":\" \"}",
                "{\"commandType\":\"X\",\"commandId\":\"17\"}",
                "{\"commandType\":\"X\",\"commandId\":7}",
                "{\"commandType\":\"X\",\"timeStamp\":\"yesterday\"}",
                "{\"commandType\":\"X\",\"timeStamp\":1e300}",
                "{\"commandType\":\"X\",\"timeStamp\":1e999}",
                "{\"commandType\":\"X\",\"expiresOn\":true}",
                "{\"commandType\":\"X\",\"data\":[]}",
                "{\"commandType\":\"X\",\"commandType\":\"Y\"}",
            })
    void whatIsNoCommandIsAFailure(String body) {
        Failure failure = failure(body.getBytes(StandardCharsets.UTF_8));
        assertThat(failure.code()).isEqualTo("MALFORMED_COMMAND");
        assertThat(failure.message()).isNotBlank().doesNotContain("jackson", "Exception");
    }

    @Test
    void bytesThatAreNoTextAreAFailure() {
        assertThat(failure(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}).code()).isEqualTo("MALFORMED_COMMAND");
    }

    @Test
    void jsonInAnotherEncodingThanUtf8IsAFailure() {
        String body = "{\"commandType\":\"X\"}";
        for (String encoding : new String[] {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"}) {
            assertThat(failure(body.getBytes(Charset.forName(encoding))).message())
                    .as(encoding)
                    .contains("UTF-8");
        }
    }

    @Test
    void deepJsonIsAFailureNotAStackOverflow() {
        String deep = "{\"commandType\":\"X\",\"data\":{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";
        assertThat(failure(deep.getBytes(StandardCharsets.UTF_8)).message()).contains("nesting depth");
    }

    @Test
    void aFailureRemembersTheCommandId() {
        Failure failure = failure(("{\"commandId\":\"" + ID + "\"}").getBytes(StandardCharsets.UTF_8));
        assertThat(failure.detail()).containsEntry("commandId", ID.toString());
    }

    @Test
    void theRequestHashSeesTheRequestAndNothingElse() {
        String hash = RequestHash.of(read("{\"commandType\":\"X\",\"data\":{\"a\":1,\"b\":[\"x\"]}}", BARE));
        assertThat(hash).hasSize(32);
        assertThat(RequestHash.of(
                        read("{\"commandType\":\"X\",\"timeStamp\":5,\"data\":{\"b\":[\"x\"],\"a\":1}}", BARE)))
                .isEqualTo(hash);
        for (String other : new String[] {
            "{\"commandType\":\"Y\",\"data\":{\"a\":1,\"b\":[\"x\"]}}",
            "{\"commandType\":\"X\",\"data\":{\"a\":\"1\",\"b\":[\"x\"]}}",
            "{\"commandType\":\"X\",\"data\":{\"a\":1,\"b\":[\"x\",\"x\"]}}",
            "{\"commandType\":\"X\",\"data\":{\"ab\":1,\"\":[\"x\"]}}",
        }) {
            assertThat(RequestHash.of(read(other, BARE))).as(other).isNotEqualTo(hash);
        }
    }

    private static Command read(String body, MessageContext context) {
        return CommandCodec.read(body.getBytes(StandardCharsets.UTF_8), context)
                .<Command>fold(
                        failure -> {
                            throw new AssertionError(failure.message());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        command -> command);
    }

    private static Failure failure(byte[] body) {
        return CommandCodec.read(body, BARE)
                .<Failure>fold(
                        failure -> failure,
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        command -> {
                            throw new AssertionError("read: " + command);
                        });
    }
}
