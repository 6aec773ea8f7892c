package io.framewright.worker;

import io.framewright.command.Command;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.event.Outcome;
import io.framewright.serialize.CommandCodec;
import io.framewright.serialize.CommandCodec.MessageContext;
import io.framewright.serialize.FailureJson;
import io.framewright.serialize.RequestHash;
import io.framewright.serialize.Timestamps;
import io.framewright.serialize.Uuids;
import io.framewright.transport.Delivery;
import io.framewright.transport.RecordedOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges a delivery before any work begins: is it a command, is it known, is it new, is it in time. Workers and the
 * process manager judge alike. Thread-safe.
 */
public final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final int messageLimitBytes;
    private final Set<String> knownTypes;
    private final OutcomeIndex outcomes;
    private final InstantSource clock;

    /**
     * @param messageLimitBytes larger messages are refused unread
     * @param knownTypes command types that there is a handler for
     * @param outcomes of the commands that need not run again
     */
    public Intake(int messageLimitBytes, Set<String> knownTypes, OutcomeIndex outcomes, InstantSource clock) {
        this.messageLimitBytes = messageLimitBytes;
        this.knownTypes = knownTypes;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /**
     * @param workerId whose queue it came from; null for the process manager's
     * @param epoch of that worker; 0 for the process manager
     */
    public Verdict judge(Delivery delivery, @Nullable UUID workerId, long epoch) {
        if (delivery.body().length > messageLimitBytes) {
            return malformed(delivery, tooLarge(delivery.body().length), workerId, epoch);
        }
        try {
            return read(delivery, workerId, epoch);
        } catch (RuntimeException bug) {
            log.error("a message to {} could not be judged", workerId == null ? "the process manager" : workerId, bug);
            return malformed(delivery, notJudged(), workerId, epoch);
        }
    }

    /** A bug here would crash its worker at every delivery of the same message: it is told instead. */
    private static Failure notJudged() {
        return Failure.of(
                FailureCode.INTERNAL_ERROR,
                "The message could not be judged, by a bug; the log of the host tells more.");
    }

    private Verdict read(Delivery delivery, @Nullable UUID workerId, long epoch) {
        Instant now = clock.instant();
        return CommandCodec.read(delivery.body(), new MessageContext(delivery.messageId(), delivery.traceparent(), now))
                .<Verdict>fold(
                        failure -> malformed(delivery, failure, workerId, epoch),
                        pending -> {
                            throw new IllegalStateException("reading a command is never pending");
                        },
                        command -> judge(command, workerId, epoch, now));
    }

    private Verdict judge(Command command, @Nullable UUID workerId, long epoch, Instant now) {
        String hash = RequestHash.of(command);
        Optional<RecordedOutcome> recorded = outcomes.find(command.commandId());
        if (recorded.isPresent()) {
            return recorded.get().requestHash().equals(hash)
                    ? new Verdict.Repeat(recorded.get())
                    : reused(command, workerId, epoch);
        }
        if (!knownTypes.contains(command.commandType())) {
            Failure failure = Failure.of(
                    FailureCode.UNKNOWN_COMMAND,
                    "There is no command " + command.commandType() + " here; known are " + String.join(", ", knownTypes)
                            + ".",
                    "commandType",
                    command.commandType());
            return new Verdict.Refuse(
                    EventDraft.of(
                            command, Outcome.UNKNOWN_COMMAND_RECEIVED, workerId, epoch, FailureJson.write(failure)),
                    failure,
                    hash,
                    true);
        }
        if (command.expiresOn() != null && command.expiresOn().isBefore(now)) {
            Failure failure = Failure.of(
                    FailureCode.COMMAND_EXPIRED,
                    "The command expired at " + Timestamps.write(command.expiresOn())
                            + ", before it was its turn; send it again under a new commandId with a later expiresOn.",
                    "expiresOn",
                    Timestamps.write(command.expiresOn()));
            return new Verdict.Refuse(EventDraft.failed(command, workerId, epoch, failure), failure, hash, false);
        }
        return new Verdict.Run(command, hash);
    }

    /** The recorded outcome stays the command's; this refusal is not recorded as one. */
    private static Verdict reused(Command command, @Nullable UUID workerId, long epoch) {
        Failure failure = Failure.of(
                FailureCode.COMMAND_ID_REUSED,
                "The commandId " + command.commandId()
                        + " was used before with another body; give every new command an id of its own.");
        return new Verdict.Refuse(EventDraft.failed(command, workerId, epoch, failure), failure, null, false);
    }

    private static Verdict malformed(Delivery delivery, Failure failure, @Nullable UUID workerId, long epoch) {
        UUID commandId = Optional.ofNullable(failure.detail().get("commandId"))
                .map(Object::toString)
                .or(delivery::messageId)
                .flatMap(Uuids::read)
                .orElseGet(UUID::randomUUID);
        return new Verdict.Refuse(EventDraft.malformed(commandId, workerId, epoch, failure), failure, null, true);
    }

    private Failure tooLarge(int bytes) {
        return Failure.of(
                FailureCode.MESSAGE_TOO_LARGE,
                "The message has " + bytes + " bytes; at most " + messageLimitBytes
                        + " are read. Put large data into a file in a data root and load that.",
                "limitBytes",
                messageLimitBytes);
    }
}
