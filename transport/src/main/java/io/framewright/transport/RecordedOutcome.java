package io.framewright.transport;

import java.util.UUID;

/** That a command has its outcome: the event at {@code sequence} of the stream. */
public record RecordedOutcome(UUID commandId, long sequence, String requestHash) {}
