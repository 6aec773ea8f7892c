package io.framewright.app;

import io.framewright.client.Framewright;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.EventPage;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewright events}. */
@Command(
        name = "events",
        description = "Show the recorded events of a worker, also of one that was killed a while ago.",
        footer = {
            "",
            "Examples:",
            "  framewright events 0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f",
            "  framewright events 0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f --since 42 --json"
        })
final class EventsCommand implements Callable<ExitCode> {
    private static final int PAGE = 500;
    private static final EventPage END = new EventPage(List.of(), 0, 0);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ConnectOptions connection = new ConnectOptions();

    @Parameters(paramLabel = "WORKER", converter = Uuid.class, description = "The worker's UUID.")
    private UUID worker = new UUID(0, 0);

    @Option(names = "--since", paramLabel = "SEQUENCE", description = "Only events after this one.")
    private long since;

    @Override
    public ExitCode call() {
        if (since < 0) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--since': it must not be negative");
        }
        Console console = common.console(spec);
        return connection.with(console, platform -> replay(console, platform));
    }

    private ExitCode replay(Console console, Framewright platform) {
        long after = since;
        while (true) {
            Either<Failure, EventPage> read = platform.recorded(worker, after, PAGE);
            Either<Failure, EventPage> known = after == since ? read.flatMap(page -> orNobody(platform, page)) : read;
            long from = after;
            ExitCode code = console.finish(known, page -> show(console, page, from));
            EventPage page = known.fold(failure -> END, pending -> END, got -> got);
            if (code != ExitCode.OK || page.events().isEmpty()) {
                return code;
            }
            after = page.events().get(page.events().size() - 1).sequence();
            if (after >= page.last()) {
                return code;
            }
        }
    }

    private static void show(Console console, EventPage page, long after) {
        if (page.missed() > 0) {
            console.note(page.missed() + " events after " + after + " are no longer kept.");
        }
        for (Event event : page.events()) {
            EventLine.show(console, event);
        }
    }

    /** A stream that is empty is that of a new worker, or of nobody. */
    private Either<Failure, EventPage> orNobody(Framewright platform, EventPage page) {
        if (page.last() > 0) {
            return Either.right(page);
        }
        return platform.workers()
                .flatMap(workers ->
                        workers.stream().anyMatch(record -> record.workerId().equals(worker))
                                ? Either.right(page)
                                : Either.left(Failure.of(
                                        FailureCode.NO_SUCH_WORKER,
                                        "No worker has or had the UUID " + worker
                                                + "; the command workers tells which there are.",
                                        "workerId",
                                        worker.toString())));
    }
}
