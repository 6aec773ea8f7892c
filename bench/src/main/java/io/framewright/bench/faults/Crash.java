package io.framewright.bench.faults;

import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.worker.CommandContext;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Reply;

/** {@code BENCH_CRASH}: ends the process of whoever runs it; poison. */
final class Crash implements CommandHandler {
    static final String TYPE = "BENCH_CRASH";

    @Override
    public String commandType() {
        return TYPE;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        Runtime.getRuntime().halt(FaultPoints.HALTED);
        throw new IllegalStateException("the process has ended");
    }
}
