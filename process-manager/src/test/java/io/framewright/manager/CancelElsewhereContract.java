package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.worker.CommandContext;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands are cancelled by a manager that does not run their worker, wherever they are. */
abstract class CancelElsewhereContract {
    private final Semaphore gate = new Semaphore(0);
    private final CountDownLatch began = new CountDownLatch(1);
    private BrokerPair brokers;

    @TempDir
    Path dataRoot;

    /** Runs until it is let go or cancelled. */
    private final class WaitOrStop implements CommandHandler {
        @Override
        public String commandType() {
            return "WAIT_OR_STOP";
        }

        @Override
        public Either<Failure, Reply> handle(Command command, CommandContext context) {
            began.countDown();
            try {
                while (!gate.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                    if (context.monitor().cancelled()) {
                        return Either.left(Failure.of(FailureCode.COMMAND_CANCELLED, "Stopped."));
                    }
                }
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return Either.right(Reply.of(Platform.json("{}")));
        }
    }

    @BeforeEach
    void with(BrokerPair pair) {
        brokers = pair;
    }

    private Platform start(int window) {
        return Platform.start(
                AmqpConfig.of(brokers.amqpUri()),
                brokers.redisUri(),
                config -> config.withWorker(config.worker().withWindow(window)),
                dataRoot,
                new WaitOrStop());
    }

    @Test
    void oneThatRunsAndOneThatWaitsInTheBrokersQueue() throws Exception {
        try (Platform here = start(1);
                Platform elsewhere = start(1)) {
            String channel = "test:" + UUID.randomUUID();
            Outcomes outcomes = here.follow(channel);
            UUID worker = here.spawn(channel).workerId();
            Command running = Platform.command("WAIT_OR_STOP", "{}");
            here.send(worker, running);
            List<Command> queued = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                queued.add(Platform.command(CommandTypes.GET_INFO_WORKER, "{}"));
                here.send(worker, queued.get(i));
            }
            assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(elsewhere.manager().session(worker)).isEmpty();
            assertThat(cancel(elsewhere, worker, queued.get(3))).isTrue();
            assertThat(cancel(elsewhere, worker, running)).isTrue();
            assertThat(Outcomes.code(outcomes.await(running.commandId()))).isEqualTo("COMMAND_CANCELLED");
            for (Command command : queued) {
                assertThat(Outcomes.code(outcomes.await(command.commandId())))
                        .isEqualTo(command == queued.get(3) ? "COMMAND_CANCELLED" : "");
            }
            assertThat(cancel(elsewhere, worker, queued.get(0)))
                    .as("it has its outcome")
                    .isFalse();
        }
    }

    @Test
    void oneOfAWorkerThatRunsNowhereIsCancelledByItsNextHost() {
        try (Platform first = start(10)) {
            String channel = "test:" + UUID.randomUUID();
            Outcomes outcomes = first.follow(channel);
            UUID worker = first.spawn(channel).workerId();
            first.manager().close();
            Command queued = Platform.command(CommandTypes.GET_INFO_WORKER, "{}");
            Command next = Platform.command(CommandTypes.GET_INFO_WORKER, "{}");
            first.send(worker, queued);
            first.send(worker, next);
            assertThat(Platform.right(first.redis().registry().cancel(worker, queued.commandId())))
                    .isTrue();
            first.restartManager();
            Event cancelled = outcomes.await(queued.commandId());
            assertThat(Outcomes.code(cancelled)).isEqualTo("COMMAND_CANCELLED");
            assertThat(cancelled.epoch()).isEqualTo(2);
            assertThat(Outcomes.code(outcomes.await(next.commandId()))).isEmpty();
        }
    }

    private static boolean cancel(Platform platform, UUID worker, Command command) {
        return Platform.right(Platform.join(platform.manager().cancel(worker, command.commandId())));
    }
}
