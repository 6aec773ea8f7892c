package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.transport.Crash;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.Idling;
import io.framewright.transport.Lease;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.transport.WorkerStatus;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.RedisMemory;
import io.framewright.worker.CommandContext;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Reply;
import io.framewright.worker.life.LifeEvent;
import io.framewright.worker.life.LifeState;
import io.framewright.worker.life.LifeTable;
import io.framewright.worker.snapshot.SnapshotDirectory;
import io.framewright.worker.snapshot.SnapshotPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A manager, and workers of hosts that are not there but in Redis. At the end every transition of the table must have
 * been visited, and none refused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Brokers(BrokerKind.ANY)
class SupervisionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Idling SOON = new Idling(Optional.of(Duration.ofMillis(200)), Optional.empty());

    @TempDir
    static Path dataRoot;

    private final String channel = "test:" + UUID.randomUUID();
    private final Transitions transitions = new Transitions();

    @SuppressWarnings("NullAway.Init")
    private BreakableConsumer consumer;

    private Platform platform;
    private String redisUri = "";
    private Outcomes outcomes;

    /** Crashes at the first run of each command; before, another host may come and take the worker. */
    private final class CrashOnce implements CommandHandler {
        private final Set<UUID> ran = new HashSet<>();

        @Override
        public String commandType() {
            return "CRASH_ONCE";
        }

        @Override
        public synchronized Either<Failure, Reply> handle(Command command, CommandContext context) {
            if (!ran.add(command.commandId())) {
                return Either.right(Reply.of(Platform.json("{}")));
            }
            if (command.data().path("lost").asBoolean()) {
                ghost(context.workerId(), Intent.TAKE_OVER);
            }
            throw new IllegalStateException("crash on purpose");
        }
    }

    @BeforeAll
    void start(BrokerPair brokers) {
        platform = Platform.start(
                brokers.amqpUri(),
                brokers.redisUri(),
                dataRoot,
                workers -> workers.withSnapshots(
                        Platform.right(SnapshotDirectory.of(dataRoot.resolve("snapshots"))), SnapshotPolicy.defaults()),
                whole -> consumer = new BreakableConsumer(whole),
                new CrashOnce());
        outcomes = platform.follow(channel);
        redisUri = brokers.redisUri();
    }

    @AfterAll
    void everyTransitionWasVisitedAndNoneRefused() {
        platform.close();
        transitions.close();
        assertThat(transitions.refused()).isEmpty();
        assertThat(transitions.visited()).containsExactlyInAnyOrderElementsOf(LifeTable.transitions());
    }

    private WorkerRegistry registry() {
        return platform.redis().registry();
    }

    /** A start by a host that is not there. */
    private Lease ghost(UUID worker, Intent intent) {
        return Platform.right(registry()
                        .begin(new WorkerStart(
                                worker,
                                Instant.now(),
                                1,
                                channel,
                                "nowhere",
                                UUID.randomUUID(),
                                intent,
                                0,
                                Idling.NEVER)))
                .lease();
    }

    private Lease ghost(WorkerStatus status) {
        Lease lease = ghost(UUID.randomUUID(), Intent.SPAWN);
        Platform.right(registry().status(lease, status));
        return lease;
    }

    private void awaitMove(UUID worker, LifeState from, LifeEvent event) {
        await(from + " " + event).atMost(PATIENCE).until(() -> transitions.has(worker, from, event));
    }

    private WorkerStatus status(UUID worker) {
        return Platform.right(registry().find(worker)).map(WorkerRecord::status).orElseThrow();
    }

    private void kill(UUID worker) {
        assertThat(Platform.right(Platform.join(platform.manager().kill(worker, false))))
                .isTrue();
    }

    @Test
    void aSilentWorkerIsSuspectedThenLostThenAdopted() {
        for (WorkerStatus status : List.of(WorkerStatus.STARTING, WorkerStatus.RUNNING, WorkerStatus.STOPPING)) {
            UUID worker = ghost(status).workerId();
            awaitMove(worker, LifeState.of(status), LifeEvent.FELL_SILENT);
            awaitMove(worker, LifeState.SUSPECTED, LifeEvent.LEASE_LAPSED);
            awaitMove(worker, LifeState.LOST, LifeEvent.ADOPTED);
            awaitMove(worker, LifeState.RESTARTING, LifeEvent.STARTED);
            assertThat(platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}")
                            .epoch())
                    .isEqualTo(2);
            kill(worker);
        }
    }

    @Test
    void whoKnowsAnOutcomeThatRedisHasForgottenLeavesTheWorkerAndTheCommandRunsAgain() {
        UUID worker = platform.spawn(channel).workerId();
        Command command = Platform.command(CommandTypes.GET_INFO_WORKER, "{}");
        platform.send(worker, command);
        Event first = outcomes.await(command.commandId());
        platform.send(worker, command);
        await().atMost(PATIENCE).until(() -> told(command).size() == 2);
        assertThat(told(command)).containsExactly(first, first);

        RedisMemory.forgetEvents(redisUri, DestinationNames.workerEvents(worker));
        platform.send(worker, command);

        await().atMost(PATIENCE).until(() -> told(command).size() == 3);
        Event again = told(command).get(2);
        assertThat(again.eventId()).isNotEqualTo(first.eventId());
        assertThat(again.epoch()).isEqualTo(2);
        kill(worker);
    }

    @Test
    void anOutcomeThatWasCutOutByHandWasToldOnceAndItsCommandIsDone() {
        UUID worker = platform.spawn(channel).workerId();
        Command command = Platform.command(CommandTypes.GET_INFO_WORKER, "{}");
        platform.send(worker, command);
        outcomes.await(command.commandId());
        RedisMemory.cutEvents(redisUri, DestinationNames.workerEvents(worker));
        platform.send(worker, command);
        Event next = platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}");
        assertThat(next.epoch()).isOne();
        assertThat(told(command)).hasSize(1);
        kill(worker);
    }

    private List<Event> told(Command command) {
        return outcomes.seen().stream()
                .filter(event -> event.commandId().equals(command.commandId()))
                .toList();
    }

    @Test
    void aSuspectIsHeardOfAgainOrLeftOrRemoved() {
        onceSuspected(
                LifeEvent.HEARTBEAT,
                (lease, worker) -> Platform.right(registry().heartbeat(List.of(lease))));
        onceSuspected(
                LifeEvent.LEFT, (lease, worker) -> Platform.right(registry().leave(lease)));
        onceSuspected(
                LifeEvent.REMOVED, (lease, worker) -> Platform.right(registry().remove(worker, Duration.ZERO)));
    }

    /** The time in which a worker is suspected and not yet lost is short; on a slow machine it may be missed. */
    private void onceSuspected(LifeEvent event, BiConsumer<Lease, UUID> deed) {
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> {
            Lease lease = ghost(WorkerStatus.RUNNING);
            awaitMove(lease.workerId(), LifeState.RUNNING, LifeEvent.FELL_SILENT);
            deed.accept(lease, lease.workerId());
            await().atMost(PATIENCE)
                    .until(() -> transitions.has(lease.workerId(), LifeState.SUSPECTED, event)
                            || transitions.has(lease.workerId(), LifeState.SUSPECTED, LifeEvent.LEASE_LAPSED));
            return transitions.has(lease.workerId(), LifeState.SUSPECTED, event);
        });
    }

    @Test
    void aLostWorkerIsSpawnedAgainOrTakenToBeKilled() {
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> {
            Lease lease = ghost(WorkerStatus.RUNNING);
            Platform.right(registry().leave(lease));
            Platform.join(platform.manager().spawn(channel, lease.workerId()));
            return transitions.has(lease.workerId(), LifeState.LOST, LifeEvent.SPAWNED);
        });
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> {
            Lease lease = ghost(WorkerStatus.RUNNING);
            Platform.right(registry().leave(lease));
            Platform.join(platform.manager().kill(lease.workerId(), false));
            return transitions.has(lease.workerId(), LifeState.LOST, LifeEvent.TAKEN_OVER);
        });
    }

    @Test
    void aWorkerThatIsAliveElsewhereIsTakenOverToBeKilled() {
        UUID worker = ghost(WorkerStatus.RUNNING).workerId();
        kill(worker);
        awaitMove(worker, LifeState.RUNNING, LifeEvent.TAKEN_OVER);
        awaitMove(worker, LifeState.RUNNING, LifeEvent.ENDING);
        awaitMove(worker, LifeState.STOPPING, LifeEvent.REMOVED);
    }

    @Test
    void aStartThatFailsLeavesNoRecordAndAnAdoptionThatFailsIsTriedAgain() {
        consumer.refusesQueues = true;
        UUID spawned = UUID.randomUUID();
        assertThat(Platform.join(platform.manager().spawn(channel, spawned)).isLeft())
                .isTrue();
        awaitMove(spawned, LifeState.STARTING, LifeEvent.START_FAILED);
        assertThat(Platform.right(registry().find(spawned))).isEmpty();
        Lease left = ghost(WorkerStatus.RUNNING);
        Platform.right(registry().leave(left));
        awaitMove(left.workerId(), LifeState.RESTARTING, LifeEvent.START_FAILED);
        consumer.refusesQueues = false;
        awaitMove(left.workerId(), LifeState.RESTARTING, LifeEvent.STARTED);
    }

    @Test
    void aCrashRestartsAndTooManyQuarantine() {
        UUID worker = platform.spawn(channel).workerId();
        for (int i = 0; i < 2; i++) {
            platform.ask(worker, outcomes, "CRASH_ONCE", "{}");
        }
        awaitMove(worker, LifeState.RUNNING, LifeEvent.CRASHED);
        Command third = Platform.command("CRASH_ONCE", "{}");
        platform.send(worker, third);
        awaitMove(worker, LifeState.RUNNING, LifeEvent.RESTART_LIMIT_REACHED);
        await().atMost(PATIENCE).until(() -> platform.manager().session(worker).isEmpty());
        Platform.right(Platform.join(platform.manager().spawn(channel, worker)));
        awaitMove(worker, LifeState.QUARANTINED, LifeEvent.SPAWNED);
        outcomes.await(third.commandId());
    }

    @Test
    void aWorkerWhoseHostsDieWhileTheyBringItUpIsQuarantined() {
        UUID worker = UUID.randomUUID();
        Lease lease = ghost(worker, Intent.SPAWN);
        for (int epoch = -1; epoch >= -2; epoch--) {
            Platform.right(registry().crashed(lease, new Crash(epoch, null), Duration.ofMinutes(10)));
        }
        awaitMove(worker, LifeState.RESTARTING, LifeEvent.RESTART_LIMIT_REACHED);
        await().atMost(PATIENCE).until(() -> status(worker) == WorkerStatus.QUARANTINED);
        await().atMost(PATIENCE).until(() -> platform.manager().session(worker).isEmpty());
        kill(worker);
        awaitMove(worker, LifeState.QUARANTINED, LifeEvent.TAKEN_OVER);
    }

    @Test
    void aHostThatLostAWorkerLetsGoOfIt() {
        UUID running = platform.spawn(channel).workerId();
        ghost(running, Intent.TAKE_OVER);
        awaitMove(running, LifeState.RUNNING, LifeEvent.FENCED);
        UUID crashing = platform.spawn(channel).workerId();
        platform.send(crashing, Platform.command("CRASH_ONCE", "{'lost': true}"));
        awaitMove(crashing, LifeState.RESTARTING, LifeEvent.FENCED);
        UUID starting = UUID.randomUUID();
        consumer.beforeConsuming = queue -> {
            if (queue.equals(DestinationNames.workQueue(starting))) {
                consumer.beforeConsuming = none -> {};
                ghost(starting, Intent.TAKE_OVER);
            }
        };
        assertThat(Platform.join(platform.manager().spawn(channel, starting))
                        .fold(Failure::code, pending -> "", on -> ""))
                .isEqualTo("WORKER_EXISTS");
        awaitMove(starting, LifeState.STARTING, LifeEvent.FENCED);
        UUID idle = spawn(SOON);
        awaitMove(idle, LifeState.RUNNING, LifeEvent.WENT_IDLE);
        ghost(idle, Intent.TAKE_OVER);
        awaitMove(idle, LifeState.PASSIVATED, LifeEvent.FENCED);
    }

    @Test
    void aWorkerThatIsTakenInTheMomentOfItsEndIsNotRemovedByItsFormerHost() {
        UUID worker = platform.spawn(channel).workerId();
        consumer.beforeDeletion = () -> {
            consumer.beforeDeletion = () -> {};
            ghost(worker, Intent.TAKE_OVER);
        };
        assertThat(Platform.right(Platform.join(platform.manager().kill(worker, true))))
                .as("it is taken back, and ended then")
                .isTrue();
        awaitMove(worker, LifeState.STOPPING, LifeEvent.FENCED);
        assertThat(Platform.right(registry().find(worker))).isEmpty();
        await().until(() ->
                platform.broker().consumer().depth(worker.toString()).isLeft());
    }

    @Test
    void aMessageThatComesBeforeTheEndIsDoneFirst() {
        UUID worker = platform.spawn(channel).workerId();
        Command late = Platform.command(CommandTypes.GET_INFO_WORKER, "{}");
        consumer.beforeDeletion = () -> {
            consumer.beforeDeletion = () -> {};
            platform.send(worker, late);
        };
        assertThat(Platform.right(Platform.join(platform.manager().kill(worker, true))))
                .isTrue();
        awaitMove(worker, LifeState.STOPPING, LifeEvent.RESUMED);
        assertThat(outcomes.await(late.commandId()).eventType()).isEqualTo("GET_INFO_WORKER_SUCCEEDED");
        assertThat(Platform.right(registry().find(worker))).isEmpty();
    }

    @Test
    void anIdleWorkersFramesLeaveMemoryAndAreThereWhenTheNextCommandRuns() {
        UUID worker = spawn(SOON);
        platform.ask(
                worker,
                outcomes,
                CommandTypes.LOAD_WORKER_FRAME_MANAGER,
                "{'frame': 'kept', 'source': {'type': 'rows', 'rows': [{'a': 1}, {'a': 2}]}}");
        for (int round = 0; round < 3; round++) {
            awaitIdle(worker);
            assertThat(platform.manager()
                            .session(worker)
                            .orElseThrow()
                            .frameManager()
                            .frames()
                            .names())
                    .isEmpty();
            Event rows = platform.ask(worker, outcomes, CommandTypes.QUERY_WORKER_FRAME_MANAGER, "{'frame': 'kept'}");
            assertThat(rows.data().path("rows").findValuesAsText("a")).containsExactly("1", "2");
            assertThat(rows.epoch()).isOne();
        }
        awaitMove(worker, LifeState.PASSIVATED, LifeEvent.WOKEN);
        awaitIdle(worker);
        assertThat(status(worker)).isEqualTo(WorkerStatus.RUNNING);
        platform.restartManager();
        awaitMove(worker, LifeState.PASSIVATED, LifeEvent.LEFT);
        Event after = platform.ask(worker, outcomes, CommandTypes.QUERY_WORKER_FRAME_MANAGER, "{'frame': 'kept'}");
        assertThat(after.data().path("rows").findValuesAsText("a")).containsExactly("1", "2");
        assertThat(after.epoch()).isEqualTo(2);
        awaitIdle(worker);
        Command last = Platform.command(CommandTypes.QUERY_WORKER_FRAME_MANAGER, "{'frame': 'kept'}");
        platform.send(worker, last);
        assertThat(Platform.right(Platform.join(platform.manager().kill(worker, true))))
                .isTrue();
        assertThat(outcomes.await(last.commandId()).data().path("rows").findValuesAsText("a"))
                .containsExactly("1", "2");
        assertThat(outcomes.seen().stream().filter(event -> event.eventType().equals("FRAME_LOST")))
                .isEmpty();
    }

    private void awaitIdle(UUID worker) {
        await().atMost(PATIENCE)
                .until(() -> Platform.right(registry().find(worker))
                        .flatMap(WorkerRecord::idleSince)
                        .isPresent());
        await().atMost(PATIENCE)
                .until(() -> platform.manager()
                        .session(worker)
                        .orElseThrow()
                        .frameManager()
                        .frames()
                        .names()
                        .isEmpty());
    }

    @Test
    void aWorkerThatIsIdleForLongerThanItMayLiveEnds() {
        UUID worker = spawn(new Idling(Optional.of(Duration.ofMillis(200)), Optional.of(Duration.ofSeconds(1))));
        awaitMove(worker, LifeState.PASSIVATED, LifeEvent.ENDING);
        await().atMost(PATIENCE)
                .until(() -> Platform.right(registry().find(worker)).isEmpty());
        assertThat(platform.broker().consumer().depth(worker.toString()).isLeft())
                .isTrue();
    }

    @Test
    void aHostThatShutsDownLeavesItsWorkers() {
        UUID worker = platform.spawn(channel).workerId();
        platform.restartManager();
        awaitMove(worker, LifeState.RUNNING, LifeEvent.LEFT);
        awaitMove(worker, LifeState.ENDED, LifeEvent.SPAWNED);
        awaitMove(worker, LifeState.STARTING, LifeEvent.STARTED);
    }

    private UUID spawn(Idling idling) {
        return Platform.right(Platform.join(platform.manager().spawn(channel, UUID.randomUUID(), true, idling)))
                .workerId();
    }
}
