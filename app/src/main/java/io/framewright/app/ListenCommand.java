package io.framewright.app;

import io.framewright.client.Observation;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewright listen}. */
@Command(
        name = "listen",
        description = "Show the events of a channel as they come, until Ctrl-C.",
        footer = {"", "Examples:", "  framewright listen my-events", "  framewright listen my-events --count 1 --json"})
final class ListenCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ConnectOptions connection = new ConnectOptions();

    @Parameters(paramLabel = "CHANNEL", description = "The channel: the one a worker was spawned with.")
    private String channel = "";

    @Option(names = "--count", paramLabel = "N", description = "End after this many events.")
    private int count = Integer.MAX_VALUE;

    @Override
    public ExitCode call() {
        if (count < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--count': it must be at least 1");
        }
        Console console = common.console(spec);
        CountDownLatch wanted = new CountDownLatch(count);
        return connection.with(
                console,
                platform -> platform.follow(channel, seen -> show(console, wanted, seen))
                        .fold(console::failure, pending -> ExitCode.UNREACHABLE, following -> {
                            try (following) {
                                console.note("Listening on " + channel + ".");
                                wanted.await();
                                return ExitCode.OK;
                            } catch (InterruptedException stop) {
                                Thread.currentThread().interrupt();
                                return ExitCode.OK;
                            }
                        }));
    }

    private static void show(Console console, CountDownLatch wanted, Observation seen) {
        if (wanted.getCount() == 0) {
            return;
        }
        if (seen instanceof Observation.Happened happened) {
            EventLine.show(console, happened.event());
            wanted.countDown();
        } else if (seen instanceof Observation.Missed missed) {
            console.note(missed.workerId()
                    .map(worker -> missed.count() + " events of " + worker + " after " + missed.after()
                            + " are no longer kept.")
                    .orElse("The connection was lost and is back; events of the process manager may be missing here."));
        } else if (seen instanceof Observation.Unreadable unreadable) {
            console.note("Not an event: " + EventLine.shortened(unreadable.text()));
        }
    }
}
