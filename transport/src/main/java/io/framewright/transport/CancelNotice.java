package io.framewright.transport;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.serialize.Json;
import io.framewright.serialize.Uuids;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * What a process manager is told on its channel ({@link DestinationNames#managerChannel}): a command of one of its
 * workers is to be cancelled.
 */
public record CancelNotice(UUID workerId, UUID commandId) {
    private static final String CANCEL = "cancel";
    private static final String WORKER_ID = "workerId";

    /** As it stands on the wire. */
    public String write() {
        return Json.mapper()
                .createObjectNode()
                .put(CANCEL, commandId.toString())
                .put(WORKER_ID, workerId.toString())
                .toString();
    }

    /** Reads one; empty if it is something else. */
    public static Optional<CancelNotice> read(String text) {
        try {
            JsonNode notice = Json.mapper().readTree(text);
            return Uuids.read(notice.path(WORKER_ID).asText(""))
                    .flatMap(worker -> Uuids.read(notice.path(CANCEL).asText(""))
                            .map(command -> new CancelNotice(worker, command)));
        } catch (IOException somethingElse) {
            return Optional.empty();
        }
    }
}
