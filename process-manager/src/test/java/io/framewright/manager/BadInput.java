package io.framewright.manager;

import io.framewright.transport.DestinationNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/**
 * How a row of the bad-input table of docs/failures.md is brought about.
 *
 * @param row the first cell of the row
 * @param to which queue it is sent to
 * @param body of the message whose {@code message_id} is given
 * @param told what the failure, or the data of a success, has to name
 */
record BadInput(String row, Receiver to, Function<UUID, byte[]> body, List<String> told) {
    /** Who a message is sent to. */
    enum Receiver {
        WORKER,
        MANAGER,
        KILLED_WORKER,
        NOBODY
    }

    /** A message with exactly this body. */
    static BadInput message(String row, String body, String... told) {
        return message(row, Receiver.WORKER, id -> body.getBytes(StandardCharsets.UTF_8), told);
    }

    static BadInput message(String row, Receiver to, Function<UUID, byte[]> body, String... told) {
        return new BadInput(row, to, body, List.of(told));
    }

    /** An envelope, {@code <id>} in it being the message's id. JSON is written with single quotes. */
    static BadInput envelope(String row, String json, String... told) {
        return message(row, Receiver.WORKER, id -> json(json, id), told);
    }

    /** A command of a worker in an envelope that is as it should be; the type may lack the long suffix. */
    static BadInput command(String row, String type, String data, String... told) {
        return message(row, Receiver.WORKER, id -> json(envelopeOf(type, data), id), told);
    }

    /** A command of the process manager, which is to answer on the channel {@code <channel>}. */
    static BadInput managing(String row, String type, String data, String... told) {
        return message(row, Receiver.MANAGER, id -> json(envelopeOf(type, data), id), told);
    }

    static String envelopeOf(String type, String data) {
        return "{'commandType': '" + type + "', 'commandId': '<id>', 'data': " + data + "}";
    }

    static byte[] json(String text, UUID id) {
        return text.replace('\'', '"').replace("<id>", id.toString()).getBytes(StandardCharsets.UTF_8);
    }

    String queue(UUID worker, UUID killed) {
        return switch (to) {
            case WORKER -> DestinationNames.workQueue(worker);
            case MANAGER -> DestinationNames.PROCESS_MANAGER_QUEUE;
            case KILLED_WORKER -> DestinationNames.workQueue(killed);
            case NOBODY -> DestinationNames.workQueue(NOBODY);
        };
    }

    /** A worker that there never was. */
    static final UUID NOBODY = UUID.fromString("00000000-0000-4000-8000-00000000dead");

    @Override
    public String toString() {
        return to.name().toLowerCase(Locale.ROOT) + ": " + row;
    }
}
