package io.framewright.manager;

import static io.framewright.manager.BadInput.envelope;
import static io.framewright.manager.BadInput.managing;
import static io.framewright.manager.BadInput.message;

import io.framewright.manager.BadInput.Receiver;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Messages that are no commands, and commands that come to the wrong place. */
final class BadMessages {
    static final int LARGE = 50 << 20;

    private BadMessages() {}

    static List<BadInput> toWorkers(UUID usedBefore) {
        return List.of(
                message("no bytes at all", "", "commandType"),
                message("text that is not JSON", "LOAD flights", "line 1, column 1", "LOAD"),
                message("JSON that ends too early", "{\"commandType\": \"GET_INFO_WORKER\",\n\"data\": {", "line 2"),
                envelope("text after the JSON", "{'commandType': 'GET_INFO_WORKER'} {}", "line 1, column 3"),
                envelope(
                        "a field twice in an object",
                        "{'commandType': 'GET_INFO_WORKER', 'data': {}, 'data': {'a': 1}}",
                        "data"),
                message("JSON that is not an object", "[1, 2]", "JSON object", "commandType"),
                message(
                        "JSON that is not UTF-8",
                        Receiver.WORKER,
                        id -> "{\"commandType\": \"Ärger\"}".getBytes(StandardCharsets.ISO_8859_1),
                        "UTF-8"),
                message(
                        "JSON in UTF-16",
                        Receiver.WORKER,
                        id -> "{\"commandType\": \"GET_INFO_WORKER\"}".getBytes(StandardCharsets.UTF_16LE),
                        "UTF-8"),
                message("JSON nested 100 000 deep", Receiver.WORKER, id -> deep(), "depth 64"),
                message(
                        "a message of 50 MB",
                        Receiver.WORKER,
                        BadMessages::large,
                        "8388608",
                        String.valueOf(large(new UUID(0, 0)).length)),
                envelope("no `commandType`", "{'commandId': '<id>', 'data': {}}", "commandType", "missing"),
                envelope("a `commandType` that is a number", "{'commandType': 7}", "commandType", "it is 7"),
                envelope(
                        "a `commandId` that is not a UUID",
                        "{'commandType': 'GET_INFO_WORKER', 'commandId': '1-2-3-4-5'}",
                        "commandId",
                        "1-2-3-4-5"),
                envelope(
                        "a `correlationId` that is not a UUID",
                        "{'commandType': 'GET_INFO_WORKER', 'commandId': '<id>', 'correlationId': 12}",
                        "correlationId",
                        "it is 12"),
                envelope(
                        "a `timeStamp` that is not a time",
                        "{'commandType': 'GET_INFO_WORKER', 'commandId': '<id>', 'timeStamp': 'yesterday'}",
                        "timeStamp",
                        "yesterday"),
                envelope(
                        "a `timeStamp` beyond all times",
                        "{'commandType': 'GET_INFO_WORKER', 'commandId': '<id>', 'timeStamp': 1e999}",
                        "timeStamp"),
                envelope(
                        "an `expiresOn` that is not a time",
                        "{'commandType': 'GET_INFO_WORKER', 'commandId': '<id>', 'expiresOn': true}",
                        "expiresOn",
                        "it is true"),
                envelope(
                        "a `data` that is not an object",
                        "{'commandType': 'GET_INFO_WORKER', 'commandId': '<id>', 'data': [1]}",
                        "data",
                        "[1]"),
                envelope(
                        "an unknown `commandType`",
                        "{'commandType': 'MAKE_COFFEE', 'commandId': '<id>'}",
                        "MAKE_COFFEE",
                        "LOAD_WORKER_FRAME_MANAGER",
                        "QUERY_WORKER_FRAME_MANAGER"),
                envelope(
                        "a command past its `expiresOn`",
                        "{'commandType': 'GET_INFO_WORKER', 'commandId': '<id>', 'expiresOn': '2001-01-31T18:20:00Z'}",
                        "2001-01-31T18:20:00"),
                envelope(
                        "a `commandId` used before with another body",
                        "{'commandType': 'GET_INFO_WORKER', 'commandId': '" + usedBefore + "'}",
                        usedBefore.toString()),
                message(
                        "a message for a worker that does not exist",
                        Receiver.NOBODY,
                        id -> BadInput.json(BadInput.envelopeOf("GET_INFO_WORKER", "{}"), id)),
                message(
                        "a message for a worker that was killed",
                        Receiver.KILLED_WORKER,
                        id -> BadInput.json(BadInput.envelopeOf("GET_INFO_WORKER", "{}"), id)));
    }

    static List<BadInput> toTheManager(String channel, UUID alive) {
        String answer = "'responseChannel': '" + channel + "'";
        return List.of(
                message(
                        "text that is not JSON, to the manager",
                        Receiver.MANAGER,
                        id -> "spawn!".getBytes(StandardCharsets.UTF_8),
                        "line 1"),
                message("a message of 50 MB, to the manager", Receiver.MANAGER, BadMessages::large, "8388608"),
                managing(
                        "a `commandType` of workers, to the manager",
                        "LOAD_WORKER_FRAME_MANAGER",
                        "{" + answer + "}",
                        "SPAWN_WORKER",
                        "KILL_WORKER"),
                managing("spawning without a `responseChannel`", "SPAWN_WORKER", "{}", "data.responseChannel"),
                managing(
                        "spawning under what is not a UUID",
                        "SPAWN_WORKER",
                        "{" + answer + ", 'workQueue': 'mine'}",
                        "data.workQueue",
                        "mine"),
                managing(
                        "spawning a worker that is alive",
                        "SPAWN_WORKER",
                        "{" + answer + ", 'workQueue': '" + alive + "'}",
                        alive.toString()),
                managing(
                        "killing what is not a UUID",
                        "KILL_WORKER",
                        "{" + answer + ", 'workerId': '42'}",
                        "data.workerId",
                        "42"),
                managing(
                        "killing a worker that does not exist",
                        "KILL_WORKER",
                        "{" + answer + ", 'workerId': '" + BadInput.NOBODY + "'}",
                        "\"changed\":false"),
                managing(
                        "cancelling a command of a worker that does not exist",
                        "CANCEL_COMMAND",
                        "{" + answer + ", 'workerId': '" + BadInput.NOBODY + "', 'commandId': '<id>'}",
                        "\"changed\":false"),
                managing(
                        "a status that there is not",
                        "LIST_WORKERS",
                        "{" + answer + ", 'status': 'HAPPY'}",
                        "HAPPY",
                        "RUNNING",
                        "LOST"));
    }

    private static byte[] deep() {
        return ("{\"commandType\": \"GET_INFO_WORKER\", \"data\": {\"a\": " + "[".repeat(100_000) + "]".repeat(100_000)
                        + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Good JSON; only too much of it. */
    private static byte[] large(UUID id) {
        byte[] head = BadInput.json("{'commandType': 'GET_INFO_WORKER', 'commandId': '<id>', 'data': {'a': '", id);
        byte[] body = Arrays.copyOf(head, LARGE + 3);
        Arrays.fill(body, head.length, LARGE, (byte) 'a');
        System.arraycopy("\"}}".getBytes(StandardCharsets.UTF_8), 0, body, LARGE, 3);
        return body;
    }
}
