package io.framewright.worker;

import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;

/**
 * Does the work of one type of command. The platform finds handlers through {@link java.util.ServiceLoader}, so a
 * command type of your own is a class, a line in {@code META-INF/services/io.framewright.worker.CommandHandler} and a
 * jar on the class path (docs/guide/handlers.md).
 *
 * <p>One instance serves all workers of a process: be thread-safe, keep no state. The platform sees to everything
 * around the work: one command of a worker at a time, repeated deliveries, the outcome event, the acknowledgement.
 */
public interface CommandHandler {
    /** The {@code commandType} it takes, in capitals. The platform's own types cannot be replaced. */
    String commandType();

    /**
     * Does the work, blocking as long as it takes.
     *
     * @return right: the data of the {@code _SUCCEEDED} event and, if the command changed any, the frames as they shall
     *     be; left: the error of the {@code _FAILED} event, and nothing is changed. An exception counts as a crash: the
     *     command is tried again after a pause, and after the third crash it goes to the dead-letter queue
     */
    Either<Failure, Reply> handle(Command command, CommandContext context);
}
