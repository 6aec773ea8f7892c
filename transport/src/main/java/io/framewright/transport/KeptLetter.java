package io.framewright.transport;

import io.framewright.command.Command;
import io.framewright.serialize.CommandCodec;
import io.framewright.serialize.CommandCodec.MessageContext;
import io.framewright.serialize.Uuids;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it lies in its queue.
 *
 * @param letterId names it; one that was put there by somebody else has an id made from what it says
 * @param position in the queue, from 0; it changes when letters before it go
 * @param diedOn when it was put there; null if nobody wrote it down
 * @param letter what it is; its queue, code and message are empty if nobody wrote them down
 */
public record KeptLetter(
        UUID letterId, long position, @Nullable Instant diedOn, DeadLetter letter) {
    /** The command in it; empty if its body is none, or it was not taken from a queue of commands. */
    public Optional<Command> command() {
        if (!isOfCommands(letter.queue())) {
            return Optional.empty();
        }
        return CommandCodec.read(letter.body(), new MessageContext(messageId(), Optional.empty(), Instant.EPOCH))
                .fold(failure -> Optional.empty(), pending -> Optional.empty(), Optional::of);
    }

    /** The id that its sender knows it by: of the command, or of the message if the body is none. */
    public Optional<UUID> commandId() {
        return command().map(Command::commandId).or(() -> messageId().flatMap(Uuids::read));
    }

    private Optional<String> messageId() {
        return Optional.ofNullable(letter.messageId());
    }

    private static boolean isOfCommands(String queue) {
        return queue.equals(DestinationNames.PROCESS_MANAGER_QUEUE)
                || DestinationNames.workerOfQueue(queue).isPresent();
    }
}
