package io.framewright.worker;

import io.framewright.command.Command;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.transport.RecordedOutcome;
import org.jspecify.annotations.Nullable;

/** What is to be done with a delivery, judged before any work begins. */
public sealed interface Verdict {
    /** Work: the command is new, valid so far, and in time. */
    record Run(Command command, String requestHash) implements Verdict {}

    /** The command has its outcome: publish it once more. */
    record Repeat(RecordedOutcome outcome) implements Verdict {}

    /**
     * Answer without work.
     *
     * @param answer the event, its sequence still 0
     * @param failure what the answer says
     * @param requestHash if the answer is the command's recorded outcome; null if it is not
     * @param deadLetter whether the message goes to the dead-letter queue first
     */
    record Refuse(Event answer, Failure failure, @Nullable String requestHash, boolean deadLetter) implements Verdict {}
}
