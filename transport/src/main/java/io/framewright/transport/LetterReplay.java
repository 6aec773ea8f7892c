package io.framewright.transport;

import io.framewright.command.Command;
import io.framewright.serialize.CommandCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is sent when a dead letter is sent again (docs/adr/0013).
 *
 * <p>A command has its outcome, and the same {@code commandId} would be answered from the record: it gets a new one,
 * made from the letter's, and its old one as {@code causationId}. So a letter that is replayed twice, because the first
 * time ended half-way, runs once. What is no command goes unaltered.
 *
 * @param message to be sent to the letter's queue
 * @param commandId under which the command runs; empty if the message is unaltered
 */
public record LetterReplay(OutgoingMessage message, Optional<UUID> commandId) {
    private static final String CONTENT_TYPE = "application/json";

    /** What this letter is sent again as. */
    public static LetterReplay of(KeptLetter kept) {
        return kept.command()
                .map(command -> again(kept, command))
                .orElseGet(() -> new LetterReplay(
                        new OutgoingMessage(
                                kept.letter().body(),
                                CONTENT_TYPE,
                                kept.letter().messageId(),
                                Map.of()),
                        Optional.empty()));
    }

    private static LetterReplay again(KeptLetter kept, Command command) {
        UUID fresh =
                UUID.nameUUIDFromBytes(("replay of dead letter " + kept.letterId()).getBytes(StandardCharsets.UTF_8));
        // An id that is another each time it is read was made up for a command without one: nobody knows it.
        @Nullable
        UUID old = kept.commandId().filter(command.commandId()::equals).orElse(null);
        Command again = new Command(
                command.commandType(),
                fresh,
                command.timeStamp(),
                command.correlationId() == null ? old : command.correlationId(),
                old == null ? command.causationId() : old,
                command.expiresOn(),
                null,
                command.data());
        return new LetterReplay(OutgoingMessage.json(CommandCodec.write(again), fresh.toString()), Optional.of(fresh));
    }
}
