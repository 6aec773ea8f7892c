package io.framewright.net;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What this process tells about itself and its workers. Thread-safe; nothing blocks. */
public interface Host {
    /** Names this process among the managers. */
    UUID managerId();

    /** What a worker of this process holds; empty if it runs elsewhere or nowhere, or is only being brought back. */
    Optional<HeldFrames> find(UUID workerId);

    /**
     * Whether a worker of this process has taken this command from its queue and not answered it yet: it runs, or its
     * turn comes soon. One that was sent without the AMQP {@code message_id} is not known.
     */
    boolean holds(UUID workerId, UUID commandId);

    /** The workers of this process. */
    List<UUID> workers();

    /** What the frames of this process take of the heap, in bytes, estimated. */
    long frameBytes();

    /** What is missing for this process to do its work, by what it is; empty if nothing is. */
    List<Missing> missing();

    /**
     * Something that this process needs and has not.
     *
     * @param name such as {@code broker}
     * @param message for a person
     */
    record Missing(String name, String message) {}
}
