package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.left;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.transport.CancelNotice;
import io.framewright.transport.Crash;
import io.framewright.transport.CrashCount;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.Idling;
import io.framewright.transport.Lease;
import io.framewright.transport.StartedWorker;
import io.framewright.transport.Subscription;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.transport.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link io.framewright.transport.WorkerRegistry} keeps, and the hash it leaves in Redis. */
public abstract class WorkerRegistryContract extends EventContract {
    @Test
    void theRecordHasTheFieldsOfTheProtocol() {
        WorkerStart start = workerStart(false);
        Lease lease = right(ports.registry().start(start));
        assertThat(lease).isEqualTo(new Lease(workerId, 1, 0));
        Map<String, String> hash = raw.hgetAll("worker:" + workerId);
        assertThat(hash)
                .containsOnlyKeys(
                        "startedOn",
                        "pid",
                        "responseChannel",
                        "host",
                        "managerId",
                        "epoch",
                        "status",
                        "heartbeatOn",
                        "heartbeatMillis")
                .containsEntry("startedOn", start.startedOn().toString())
                .containsEntry("pid", "4711")
                .containsEntry("responseChannel", channel)
                .containsEntry("host", "host-1")
                .containsEntry("managerId", start.managerId().toString())
                .containsEntry("epoch", "1")
                .containsEntry("status", "STARTING");
        String heartbeatOn = String.valueOf(hash.get("heartbeatOn"));
        assertThat(heartbeatOn).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(heartbeatOn).toEpochMilli())
                .isEqualTo(Long.parseLong(String.valueOf(hash.get("heartbeatMillis"))));
        assertThat(Duration.between(Instant.parse(heartbeatOn), Instant.now()).abs())
                .isLessThan(Duration.ofSeconds(10));
        assertThat(raw.zscore("workers", workerId.toString()))
                .isEqualTo(Instant.parse(heartbeatOn).toEpochMilli());
        WorkerRecord record = right(ports.registry().find(workerId)).orElseThrow();
        assertThat(record)
                .isEqualTo(new WorkerRecord(
                        workerId,
                        start.startedOn(),
                        4711,
                        channel,
                        "host-1",
                        start.managerId(),
                        1,
                        WorkerStatus.STARTING,
                        Instant.parse(heartbeatOn)));
    }

    @Test
    void labelsStayWithTheWorkerUntilItIsRemoved() {
        Set<String> labels = Set.of("gpu", "eu");
        right(ports.registry().label(workerId, labels));
        assertThat(right(ports.registry().find(workerId))).isEmpty();
        started();
        assertThat(right(ports.registry().find(workerId)).orElseThrow().labels())
                .isEqualTo(labels);
        assertThat(raw.hget("worker:" + workerId, "labels")).isEqualTo("eu,gpu");
        started();
        WorkerRecord known = right(ports.registry().find(workerId)).orElseThrow();
        assertThat(known.labels()).isEqualTo(labels);
        raw.del("worker:" + workerId);
        right(ports.registry().restore(known, 0));
        assertThat(right(ports.registry().find(workerId)).orElseThrow().labels())
                .isEqualTo(labels);
        right(ports.registry().label(workerId, Set.of()));
        assertThat(right(ports.registry().find(workerId)).orElseThrow().labels())
                .isEmpty();
        right(ports.registry().remove(workerId, Duration.ZERO));
        assertThat(raw.exists("worker:" + workerId)).isFalse();
    }

    @Test
    void aWorkerThatIsAliveIsNotStartedAgainUnlessTakenOver() {
        Lease first = started();
        Failure failure = left(ports.registry().start(workerStart(false)));
        assertThat(failure.code()).isEqualTo("WORKER_EXISTS");
        Lease second = right(ports.registry().start(workerStart(true)));
        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
    }

    @Test
    void aWorkerThatIsLostOrSilentIsStartedAgain() {
        Lease first = started();
        assertThat(right(ports.registry().status(first, WorkerStatus.LOST))).isTrue();
        Lease second = right(ports.registry().start(workerStart(false)));
        assertThat(second.epoch()).isEqualTo(2);
        Awaitility.await()
                .atMost(LEASE.multipliedBy(3))
                .untilAsserted(() -> assertThat(
                                ports.registry().start(workerStart(false)).isRight())
                        .isTrue());
    }

    @Test
    void aWishToCancelIsKeptAndTheManagerIsTold() throws Exception {
        UUID command = UUID.randomUUID();
        assertThat(right(ports.registry().cancel(workerId, command)))
                .as("there is no such worker")
                .isFalse();
        Lease lease = started();
        WorkerRecord record = right(ports.registry().find(workerId)).orElseThrow();
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        EventListener listener = new EventListener() {
            @Override
            public void onEvent(Event event) {}

            @Override
            public void onUnreadable(String message) {
                told.add(message);
            }
        };
        try (Subscription following =
                right(ports.subscriber().follow(DestinationNames.managerChannel(record.managerId()), listener))) {
            assertThat(right(ports.registry().cancel(workerId, command))).isTrue();
            assertThat(CancelNotice.read(String.valueOf(told.poll(30, TimeUnit.SECONDS))))
                    .contains(new CancelNotice(workerId, command));
        }
        assertThat(right(ports.registry().cancelled(workerId))).containsExactly(command);
        assertThat(raw.pttl(DestinationNames.cancelledKey(workerId)))
                .isBetween(1L, Duration.ofDays(1).toMillis());
        UUID decided = UUID.randomUUID();
        raw.hset(DestinationNames.workerEvents(workerId).outcomesKey(), decided.toString(), "1:hash");
        assertThat(right(ports.registry().cancel(workerId, decided)))
                .as("it has its outcome")
                .isFalse();
        assertThat(lease.epoch()).isOne();
    }

    @Test
    void theNewestWishesToCancelAreKept() {
        started();
        Map<String, Double> many = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            many.put(UUID.randomUUID().toString(), System.currentTimeMillis() - 60_000.0 - i);
        }
        String oldDays = UUID.randomUUID().toString();
        many.put(oldDays, 1.0);
        raw.zadd(DestinationNames.cancelledKey(workerId), many);
        UUID command = UUID.randomUUID();
        assertThat(right(ports.registry().cancel(workerId, command))).isTrue();
        assertThat(right(ports.registry().cancelled(workerId)))
                .hasSize(10_000)
                .contains(command)
                .doesNotContain(UUID.fromString(oldDays));
    }

    @Test
    void onlyTheHolderOfTheLeaseSetsTheStatus() {
        Lease old = started();
        Lease current = started();
        assertThat(right(ports.registry().status(old, WorkerStatus.STOPPING))).isFalse();
        assertThat(right(ports.registry().status(current, WorkerStatus.RUNNING)))
                .isTrue();
        assertThat(right(ports.registry().find(workerId)).orElseThrow().status())
                .isEqualTo(WorkerStatus.RUNNING);
    }

    @Test
    void heartbeatsRenewAndTellWhichLeasesNoLongerHold() {
        Lease old = started();
        Lease current = started();
        Lease unknown = new Lease(UUID.randomUUID(), 1, 0);
        raw.zadd("workers", 1, workerId.toString());
        assertThat(right(ports.registry().heartbeat(List.of(current)))).isEmpty();
        assertThat(raw.zscore("workers", workerId.toString())).isGreaterThan(1);
        assertThat(right(ports.registry().heartbeat(List.of(old, current, unknown))))
                .isEqualTo(Set.of(old, unknown));
        assertThat(raw.zscore("workers", unknown.workerId().toString())).isNull();
        assertThat(right(ports.registry().heartbeat(List.of()))).isEmpty();
    }

    @Test
    void heartbeatsGoOnAfterRedisForgotItsScripts() {
        Lease lease = started();
        raw.scriptFlush();
        assertThat(right(ports.registry().heartbeat(List.of(lease)))).isEmpty();
        assertThat(committed(event(lease, 1), "hash"))
                .isInstanceOf(io.framewright.transport.CommitResult.Committed.class);
    }

    @Test
    void theSilentAreFoundAndTheOldestHeartbeatComesFirst() {
        started();
        raw.zadd("workers", 1, workerId.toString());
        assertThat(right(ports.registry().list()).get(0).workerId()).isEqualTo(workerId);
        assertThat(right(ports.registry().silentFor(Duration.ofHours(1))))
                .extracting(WorkerRecord::workerId)
                .contains(workerId);
        right(ports.registry().start(workerStart(true)));
        assertThat(right(ports.registry().silentFor(Duration.ofHours(1))))
                .extracting(WorkerRecord::workerId)
                .doesNotContain(workerId);
        assertThat(right(ports.registry().list()))
                .extracting(WorkerRecord::workerId)
                .contains(workerId);
    }

    @Test
    void aRecordThatWasLostIsPutBackAndTheWorkerGoesOn() {
        Lease lease = started();
        committed(event(lease, 1), "hash");
        WorkerRecord record = right(ports.registry().find(workerId)).orElseThrow();
        assertThat(right(ports.registry().restore(record, 1))).isFalse();
        raw.del(stream.recordKey(), stream.eventsKey(), stream.outcomesKey());
        raw.zrem(DestinationNames.WORKERS_KEY, workerId.toString());
        assertThat(right(ports.registry().heartbeat(List.of(lease)))).containsExactly(lease);
        assertThat(right(ports.registry().restore(record, 1))).isTrue();
        assertThat(right(ports.registry().heartbeat(List.of(lease)))).isEmpty();
        assertThat(right(ports.registry().list()))
                .extracting(WorkerRecord::workerId)
                .contains(workerId);
        assertThat(committed(event(lease, 2), "hash"))
                .as("and so is the event before it, which was lost with the record")
                .isEqualTo(new io.framewright.transport.CommitResult.Committed(2, 1));
    }

    @Test
    void aRecordThatWasRemovedIsNotPutBackByAHostThatHasNotHeardOfIt() {
        started();
        WorkerRecord record = right(ports.registry().find(workerId)).orElseThrow();
        right(ports.registry().remove(workerId, Duration.ofMinutes(5)));

        assertThat(right(ports.registry().restore(record, 0))).isFalse();
        assertThat(right(ports.registry().find(workerId))).isEmpty();
    }

    @Test
    void aRemovedWorkerLeavesItsEventsForAWhileAndItsEpochsBehind() {
        Lease lease = started();
        committed(event(lease, 1), "hash");
        assertThat(right(ports.registry().remove(workerId, Duration.ofMinutes(5))))
                .isTrue();
        assertThat(right(ports.registry().remove(workerId, Duration.ofMinutes(5))))
                .isFalse();
        assertThat(right(ports.registry().find(workerId))).isEmpty();
        assertThat(raw.exists(stream.recordKey())).isFalse();
        assertThat(raw.zscore("workers", workerId.toString())).isNull();
        assertThat(raw.ttl(stream.eventsKey())).isBetween(290L, 300L);
        assertThat(raw.ttl(stream.outcomesKey())).isBetween(290L, 300L);
        assertThat(right(ports.registry().heartbeat(List.of(lease)))).containsExactly(lease);
        Lease next = right(ports.registry().start(workerStart(false)));
        assertThat(next).isEqualTo(new Lease(workerId, 2, 1));
    }

    @Test
    void onlyTheOwnerRemovesAWorkerAsItsOwner() {
        Lease old = started();
        Lease next = right(ports.registry().start(workerStart(true)));
        assertThat(right(ports.registry().remove(old, Duration.ofMinutes(5)))).isFalse();
        assertThat(right(ports.registry().find(workerId))).isPresent();
        assertThat(raw.zscore("workers", workerId.toString())).isNotNull();
        assertThat(right(ports.registry().remove(next, Duration.ofMinutes(5)))).isTrue();
        assertThat(right(ports.registry().find(workerId))).isEmpty();
        assertThat(raw.zscore("workers", workerId.toString())).isNull();
        assertThat(right(ports.registry().remove(next, Duration.ofMinutes(5))))
                .as("whose first answer was lost")
                .isTrue();
    }

    @Test
    void aHeartbeatBringsAWorkerBackIntoTheSetButNoneThatWasRemoved() {
        Lease lease = started();
        raw.zrem("workers", workerId.toString());
        assertThat(right(ports.registry().heartbeat(List.of(lease)))).isEmpty();
        assertThat(raw.zscore("workers", workerId.toString())).isNotNull();
        right(ports.registry().remove(workerId, Duration.ZERO));
        assertThat(right(ports.registry().heartbeat(List.of(lease)))).containsExactly(lease);
        assertThat(raw.zscore("workers", workerId.toString())).isNull();
    }

    @Test
    void onlyWorkersThatWereLeftOrAreSilentAreAdopted() {
        assertThat(left(ports.registry().begin(workerStart(Intent.ADOPT, 0))).code())
                .isEqualTo("WORKER_EXISTS");
        assertThat(right(ports.registry().find(workerId))).isEmpty();
        Lease first = started();
        assertThat(left(ports.registry().begin(workerStart(Intent.ADOPT, 0))).code())
                .isEqualTo("WORKER_EXISTS");
        right(ports.registry().leave(first));
        assertThat(right(ports.registry().begin(workerStart(Intent.ADOPT, 0)))
                        .lease()
                        .epoch())
                .isEqualTo(2);
    }

    @Test
    void aWorkerInQuarantineIsStartedByAnExplicitSpawnOnlyAndThenForgiven() {
        Lease lease = started();
        crash(lease, 1, UUID.randomUUID());
        right(ports.registry().status(lease, WorkerStatus.QUARANTINED));
        assertThat(left(ports.registry().begin(workerStart(Intent.ADOPT, 0))).code())
                .isEqualTo("WORKER_EXISTS");
        StartedWorker released = right(ports.registry().begin(workerStart(Intent.SPAWN, 0)));
        assertThat(released.crashed()).isFalse();
        assertThat(crash(released.lease(), 2, UUID.randomUUID()).restarts()).isOne();
    }

    @Test
    void aHostRenewsItsOwnWorkersOnly() {
        Lease old = started();
        Lease current = started();
        assertThat(left(ports.registry().begin(workerStart(Intent.RENEW, old.epoch())))
                        .code())
                .isEqualTo("WORKER_EXISTS");
        StartedWorker renewed = right(ports.registry().begin(workerStart(Intent.RENEW, current.epoch())));
        assertThat(renewed.lease().epoch()).isEqualTo(3);
        assertThat(renewed.crashed()).isFalse();
    }

    @Test
    void aHostThatWentSilentHasCrashedAndOneThatLeftHasNot() {
        Lease lease = started();
        right(ports.registry().status(lease, WorkerStatus.RUNNING));
        right(ports.registry().leave(lease));
        assertThat(right(ports.registry().begin(workerStart(Intent.ADOPT, 0))).crashed())
                .isFalse();
        silence();
        StartedWorker afterStarting = right(ports.registry().begin(workerStart(Intent.ADOPT, 0)));
        assertThat(afterStarting.crashed()).isTrue();
        assertThat(afterStarting.whileStarting()).isTrue();
        right(ports.registry().status(afterStarting.lease(), WorkerStatus.RUNNING));
        silence();
        StartedWorker afterRunning = right(ports.registry().begin(workerStart(Intent.ADOPT, 0)));
        assertThat(afterRunning.crashed()).isTrue();
        assertThat(afterRunning.whileStarting()).isFalse();
    }

    @Test
    void whoKnowsThatAHostDiedNeedNotWaitForTheLeaseAndCountsAsAfterIt() {
        Lease lease = started();
        right(ports.registry().status(lease, WorkerStatus.RUNNING));
        assertThat(left(ports.registry().begin(workerStart(Intent.INHERIT, 2))).code())
                .isEqualTo("WORKER_EXISTS");
        StartedWorker inherited = right(ports.registry().begin(workerStart(Intent.INHERIT, 1)));
        assertThat(inherited.crashed()).isTrue();
        assertThat(inherited.whileStarting()).isFalse();
        assertThat(inherited.before()).contains(WorkerStatus.LOST);
        assertThat(right(ports.registry().heartbeat(List.of(lease)))).containsExactly(lease);
    }

    @Test
    void aHostThatLeftItsWorkersBeforeItDiedIsNotBlamedAndQuarantineStays() {
        Lease lease = started();
        right(ports.registry().leave(lease));
        StartedWorker inherited = right(ports.registry().begin(workerStart(Intent.INHERIT, 1)));
        assertThat(inherited.crashed()).isFalse();
        right(ports.registry().status(inherited.lease(), WorkerStatus.QUARANTINED));
        assertThat(left(ports.registry().begin(workerStart(Intent.INHERIT, 2))).code())
                .isEqualTo("WORKER_EXISTS");
        assertThat(right(ports.registry().find(workerId)).orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void aCrashIsRememberedUntilSomebodyKnowsOverWhatItWas() {
        Lease lease = started();
        right(ports.registry().status(lease, WorkerStatus.RUNNING));
        silence();
        Lease second =
                right(ports.registry().begin(workerStart(Intent.ADOPT, 0))).lease();
        right(ports.registry().status(second, WorkerStatus.LOST));
        StartedWorker third = right(ports.registry().begin(workerStart(Intent.ADOPT, 0)));
        assertThat(third.crashed()).isTrue();
        UUID command = UUID.randomUUID();
        assertThat(crash(third.lease(), 2, command)).isEqualTo(new CrashCount(1, 1, true));
        right(ports.registry().status(third.lease(), WorkerStatus.LOST));
        StartedWorker fourth = right(ports.registry().begin(workerStart(Intent.ADOPT, 0)));
        assertThat(fourth.crashed()).isFalse();
        assertThat(fourth.crashedBy()).containsExactly(command);
    }

    @Test
    void crashesAreCountedOnceAnEpochByTheHolderOfTheLease() {
        Lease old = started();
        Lease lease = started();
        UUID command = UUID.randomUUID();
        assertThat(crash(old, 1, command)).isEqualTo(new CrashCount(0, 0, false));
        assertThat(crash(lease, 1, command)).isEqualTo(new CrashCount(1, 1, true));
        assertThat(crash(lease, 1, command)).isEqualTo(new CrashCount(1, 1, true));
        assertThat(crash(lease, 2, UUID.randomUUID())).isEqualTo(new CrashCount(1, 2, true));
        assertThat(crash(lease, 3, command)).isEqualTo(new CrashCount(2, 3, true));
        assertThat(crash(lease, 4, null)).isEqualTo(new CrashCount(0, 4, true));
        assertThat(raw.hgetAll("{worker:" + workerId + "}:crashes")).containsEntry(command.toString(), "2");
    }

    @Test
    void restartsOfLongAgoDoNotCount() {
        Lease lease = started();
        raw.hset("{worker:" + workerId + "}:restarts", Map.of("7", "1000:", "8", "1000:x"));
        assertThat(crash(lease, 9, UUID.randomUUID()).restarts()).isOne();
        assertThat(raw.hgetAll("{worker:" + workerId + "}:restarts")).containsOnlyKeys("9");
    }

    @Test
    void aDecidedCommandsCrashesAreForgottenAndThoseOfOneGivenUpAreNoRestartsEither() {
        Lease lease = started();
        UUID succeeded = UUID.randomUUID();
        UUID givenUp = UUID.randomUUID();
        crash(lease, 1, succeeded);
        crash(lease, 2, givenUp);
        crash(lease, 3, givenUp);
        assertThat(right(ports.registry().decided(workerId, succeeded, false))).isTrue();
        assertThat(right(ports.registry().decided(workerId, givenUp, true))).isTrue();
        assertThat(right(ports.registry().decided(workerId, givenUp, true))).isFalse();
        assertThat(crash(lease, 4, succeeded)).isEqualTo(new CrashCount(1, 2, true));
    }

    @Test
    void idleTimesStayWithTheWorkerUntilOthersAreGiven() {
        Idling given = new Idling(Optional.of(Duration.ofMinutes(5)), Optional.empty());
        assertThat(begin(given).idling()).isEqualTo(given);
        assertThat(begin(Idling.NEVER).idling()).isEqualTo(given);
        Idling both = new Idling(Optional.of(Duration.ofMillis(1)), Optional.of(Duration.ofHours(1)));
        assertThat(begin(both).idling()).isEqualTo(both);
    }

    @Test
    void whatWasSaidWhenItWasSpawnedComesBackWithALostRecord() {
        UUID command = UUID.randomUUID();
        Idling idling = new Idling(Optional.of(Duration.ofMinutes(5)), Optional.of(Duration.ofHours(1)));
        right(ports.registry().begin(spawnedBy(command, idling)));
        WorkerRecord record = right(ports.registry().find(workerId)).orElseThrow();
        assertThat(record.spawnedBy()).contains(command);
        assertThat(record.idling()).isEqualTo(idling);
        raw.del(stream.recordKey());
        assertThat(right(ports.registry().restore(record, 0))).isTrue();
        WorkerRecord restored = right(ports.registry().find(workerId)).orElseThrow();
        assertThat(restored.spawnedBy()).contains(command);
        assertThat(restored.idling()).isEqualTo(idling);
        started();
        assertThat(right(ports.registry().find(workerId)).orElseThrow().spawnedBy())
                .as("taken over")
                .contains(command);
        raw.hset(stream.recordKey(), "status", "LOST");
        right(ports.registry().start(workerStart(false)));
        assertThat(right(ports.registry().find(workerId)).orElseThrow().spawnedBy())
                .as("spawned by no command")
                .isEmpty();
    }

    private WorkerStart spawnedBy(UUID command, Idling idling) {
        return new WorkerStart(
                workerId, Instant.now(), 1, channel, "h", UUID.randomUUID(), Intent.SPAWN, 0, idling, command);
    }

    private StartedWorker begin(Idling idling) {
        return right(ports.registry()
                .begin(new WorkerStart(
                        workerId, Instant.now(), 1, channel, "h", UUID.randomUUID(), Intent.TAKE_OVER, 0, idling)));
    }

    @Test
    void theHolderOfTheLeaseSaysSinceWhenAWorkerIsIdle() {
        Lease old = started();
        Lease lease = started();
        assertThat(right(ports.registry().idle(old, true))).isFalse();
        assertThat(right(ports.registry().idle(lease, true))).isTrue();
        WorkerRecord idle = right(ports.registry().find(workerId)).orElseThrow();
        assertThat(idle.idleSince()).isPresent();
        assertThat(Duration.between(idle.idleSince().orElseThrow(), Instant.now())
                        .abs())
                .isLessThan(Duration.ofSeconds(10));
        assertThat(right(ports.registry().idle(lease, false))).isTrue();
        assertThat(right(ports.registry().find(workerId)).orElseThrow().idleSince())
                .isEmpty();
    }

    @Test
    void withTheWorkerItsCrashesGo() {
        Lease lease = started();
        crash(lease, 1, UUID.randomUUID());
        right(ports.registry().remove(workerId, Duration.ofMinutes(5)));
        assertThat(raw.exists("{worker:" + workerId + "}:crashes", "{worker:" + workerId + "}:restarts"))
                .isZero();
    }

    private CrashCount crash(Lease lease, long epoch, @Nullable UUID command) {
        return right(ports.registry().crashed(lease, new Crash(epoch, command), Duration.ofMinutes(10)));
    }

    /** Its host says nothing for long. */
    private void silence() {
        raw.hset("worker:" + workerId, "heartbeatMillis", "1000");
    }

    @Test
    void whileRedisIsAwayCallsSaySoInTime() {
        proxy.refuse();
        long started = System.nanoTime();
        assertThat(left(ports.registry().find(workerId)).code()).isEqualTo("REDIS_UNAVAILABLE");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whatOthersWroteIntoTheSetIsPassedOver() {
        started();
        String stranger = UUID.randomUUID().toString();
        raw.zadd("workers", Map.of("not a uuid", 0.0, stranger, 0.0));
        try {
            assertThat(right(ports.registry().list()))
                    .extracting(WorkerRecord::workerId)
                    .contains(workerId)
                    .doesNotContain(UUID.fromString(stranger));
        } finally {
            raw.zrem("workers", "not a uuid", stranger);
        }
    }
}
