package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Timestamps;
import io.framewright.serialize.Uuids;
import io.framewright.transport.CancelNotice;
import io.framewright.transport.Crash;
import io.framewright.transport.CrashCount;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventStream;
import io.framewright.transport.Idling;
import io.framewright.transport.Lease;
import io.framewright.transport.StartedWorker;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.params.ZAddParams;

/**
 * Workers as hashes {@code worker:<uuid>}, and the sorted set {@code workers} by heartbeat. Each change of a record is
 * one script; the sorted set lies in another slot of a cluster and follows at once. A worker that is {@code LOST} has
 * the heartbeat 0 there, so that it is found first.
 */
final class RedisWorkerRegistry implements WorkerRegistry {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Duration CANCELLED_KEPT = Duration.ofDays(1);
    private static final int CANCELLED_AT_MOST = 10_000;

    private final RedisConfig config;
    private final Connections connections;

    RedisWorkerRegistry(RedisConfig config, Connections connections) {
        this.config = config;
        this.connections = connections;
    }

    @Override
    public Either<Failure, StartedWorker> begin(WorkerStart start) {
        UUID workerId = start.workerId();
        List<String> arguments = List.of(
                Timestamps.write(start.startedOn()),
                Long.toString(start.pid()),
                start.responseChannel(),
                start.host(),
                start.managerId().toString(),
                start.intent().name(),
                Long.toString(config.lease().toMillis()),
                Long.toString(start.ofEpoch()),
                millis(start.idling().timeout()),
                millis(start.idling().ttl()),
                start.spawnedBy() == null ? "" : start.spawnedBy().toString());
        return connections
                .call(redis -> {
                    List<?> answer = (List<?>) Script.START.run(redis, keys(workerId), arguments);
                    if (text(answer.get(0)).equals("LEASED")) {
                        beat(redis, Map.of(workerId.toString(), number(answer.get(3))));
                    }
                    return answer;
                })
                .flatMap(answer -> switch (text(answer.get(0))) {
                    case "LEASED" -> Either.right(started(workerId, answer));
                    case "ALIVE" -> Either.left(alive(workerId, number(answer.get(1))));
                    default -> Either.left(refused(workerId, start.intent(), text(answer.get(1))));
                });
    }

    private static StartedWorker started(UUID workerId, List<?> answer) {
        Set<UUID> crashedBy = new HashSet<>();
        ((List<?>) answer.get(6)).forEach(id -> Uuids.read(text(id)).ifPresent(crashedBy::add));
        return new StartedWorker(
                new Lease(workerId, number(answer.get(1)), number(answer.get(2))),
                Arrays.stream(WorkerStatus.values())
                        .filter(status -> status.name().equals(answer.get(7)))
                        .findFirst(),
                number(answer.get(4)) == 1,
                number(answer.get(5)) == 1,
                crashedBy,
                new Idling(duration(answer.get(8)), duration(answer.get(9))));
    }

    private static String millis(Optional<Duration> time) {
        return time.map(duration -> Long.toString(duration.toMillis())).orElse("");
    }

    private static Optional<Duration> duration(Object millis) {
        String digits = text(millis);
        return digits.matches("[1-9][0-9]{0,17}")
                ? Optional.of(Duration.ofMillis(Long.parseLong(digits)))
                : Optional.empty();
    }

    private static Failure alive(UUID workerId, long silentMillis) {
        return Failure.of(
                FailureCode.WORKER_EXISTS,
                "The worker " + workerId + " is running: its last sign of life is " + silentMillis
                        + " ms old. Kill it first, or spawn another.",
                "workerId",
                workerId.toString());
    }

    private static Failure refused(UUID workerId, WorkerStart.Intent intent, String status) {
        return Failure.of(
                FailureCode.WORKER_EXISTS,
                "The worker " + workerId + " is " + status + " and not to be started by " + intent + ".",
                "workerId",
                workerId.toString());
    }

    @Override
    public Either<Failure, Boolean> status(Lease lease, WorkerStatus status) {
        return connections.call(redis -> {
            Object done = Script.STATUS.run(
                    redis,
                    List.of(DestinationNames.workerKey(lease.workerId())),
                    List.of(Long.toString(lease.epoch()), status.name()));
            boolean held = number(done) == 1;
            if (held && status == WorkerStatus.LOST) {
                beat(redis, Map.of(lease.workerId().toString(), 0L));
            }
            return held;
        });
    }

    @Override
    public Either<Failure, Boolean> leave(Lease lease) {
        return connections.call(redis -> {
            Object done = Script.LEAVE.run(
                    redis,
                    List.of(DestinationNames.workerKey(lease.workerId())),
                    List.of(Long.toString(lease.epoch())));
            boolean held = number(done) == 1;
            if (held) {
                beat(redis, Map.of(lease.workerId().toString(), 0L));
            }
            return held;
        });
    }

    @Override
    public Either<Failure, Boolean> idle(Lease lease, boolean idle) {
        return connections.call(redis -> number(Script.IDLE.run(
                        redis,
                        List.of(DestinationNames.workerKey(lease.workerId())),
                        List.of(Long.toString(lease.epoch()), idle ? "1" : "0")))
                == 1);
    }

    @Override
    public Either<Failure, CrashCount> crashed(Lease lease, Crash crash, Duration within) {
        UUID workerId = lease.workerId();
        return connections.call(redis -> {
            List<?> counts = (List<?>) Script.CRASHED.run(
                    redis,
                    List.of(
                            DestinationNames.workerKey(workerId),
                            DestinationNames.workerCrashes(workerId),
                            DestinationNames.workerRestarts(workerId)),
                    List.of(
                            Long.toString(lease.epoch()),
                            Long.toString(crash.epoch()),
                            crash.commandId() == null ? "" : crash.commandId().toString(),
                            Long.toString(within.toMillis())));
            int ofCommand = Math.toIntExact(number(counts.get(0)));
            return new CrashCount(Math.max(0, ofCommand), Math.toIntExact(number(counts.get(1))), ofCommand >= 0);
        });
    }

    @Override
    public Either<Failure, Boolean> decided(UUID workerId, UUID commandId, boolean givenUp) {
        return connections.call(redis -> number(Script.DECIDED.run(
                        redis,
                        List.of(DestinationNames.workerCrashes(workerId), DestinationNames.workerRestarts(workerId)),
                        List.of(commandId.toString(), givenUp ? "1" : "0")))
                == 1);
    }

    @Override
    public Either<Failure, Set<Lease>> heartbeat(Collection<Lease> leases) {
        return connections.call(redis -> {
            Map<String, Long> beaten = new HashMap<>();
            Set<Lease> lost = new HashSet<>();
            beats(redis, leases).forEach((lease, now) -> {
                if (now == 0) {
                    lost.add(lease);
                } else {
                    beaten.put(lease.workerId().toString(), now);
                }
            });
            if (!beaten.isEmpty()) {
                // Only those still in the set: one removed meanwhile must not come back.
                long told = redis.zadd(
                        DestinationNames.WORKERS_KEY,
                        scores(beaten),
                        ZAddParams.zAddParams().xx().ch());
                if (told < beaten.size()) {
                    comeBack(redis, beaten);
                }
            }
            return lost;
        });
    }

    /**
     * A Redis that lost power may know a record, and not any more that it was in the set: nobody would ever find it.
     */
    private static void comeBack(RedisClient redis, Map<String, Long> beaten) {
        beaten.forEach((worker, now) -> {
            if (redis.zscore(DestinationNames.WORKERS_KEY, worker) == null) {
                beat(redis, Map.of(worker, now));
                if (!redis.exists(DestinationNames.workerKey(UUID.fromString(worker)))) {
                    redis.zrem(DestinationNames.WORKERS_KEY, worker);
                }
            }
        });
    }

    private static Map<Lease, Long> beats(RedisClient redis, Collection<Lease> leases) {
        try {
            return triedBeats(redis, leases);
        } catch (JedisNoScriptException unknown) {
            redis.scriptLoad(Script.HEARTBEAT.text());
            return triedBeats(redis, leases);
        }
    }

    private static Map<Lease, Long> triedBeats(RedisClient redis, Collection<Lease> leases) {
        Map<Lease, Response<Object>> answers = new HashMap<>();
        try (Pipeline pipeline = redis.pipelined()) {
            leases.forEach(lease -> answers.put(
                    lease,
                    pipeline.evalsha(
                            Script.HEARTBEAT.sha(),
                            List.of(DestinationNames.workerKey(lease.workerId())),
                            List.of(Long.toString(lease.epoch())))));
            pipeline.sync();
        }
        Map<Lease, Long> beats = new HashMap<>();
        answers.forEach((lease, answer) -> beats.put(lease, number(answer.get())));
        return beats;
    }

    private static void beat(RedisClient redis, Map<String, Long> beats) {
        redis.zadd(DestinationNames.WORKERS_KEY, scores(beats));
    }

    private static Map<String, Double> scores(Map<String, Long> beats) {
        Map<String, Double> scores = new HashMap<>();
        beats.forEach((worker, now) -> scores.put(worker, (double) now));
        return scores;
    }

    /** Where the stream goes on is its owner's to say: a stream that lost its memory takes any sequence. */
    @Override
    public Either<Failure, Boolean> restore(WorkerRecord record, long lastSequence) {
        return connections.call(redis -> {
            long now = number(Script.RESTORE.run(
                    redis,
                    List.of(
                            DestinationNames.workerKey(record.workerId()),
                            DestinationNames.workerEvents(record.workerId()).epochKey()),
                    List.of(
                            Timestamps.write(record.startedOn()),
                            Long.toString(record.pid()),
                            record.responseChannel(),
                            record.host(),
                            record.managerId().toString(),
                            Long.toString(record.epoch()),
                            record.status().name(),
                            written(record.labels()),
                            millis(record.idling().timeout()),
                            millis(record.idling().ttl()),
                            record.spawnedBy().map(UUID::toString).orElse(""))));
            if (now > 0) {
                beat(redis, Map.of(record.workerId().toString(), now));
            }
            return now > 0;
        });
    }

    @Override
    public Either<Failure, Optional<WorkerRecord>> find(UUID workerId) {
        return connections.call(redis -> read(workerId, redis.hgetAll(DestinationNames.workerKey(workerId))));
    }

    @Override
    public Either<Failure, List<WorkerRecord>> list() {
        return connections.call(redis -> records(redis, redis.zrange(DestinationNames.WORKERS_KEY, 0, -1)));
    }

    @Override
    public Either<Failure, List<WorkerRecord>> silentFor(Duration age) {
        return connections.call(redis -> {
            List<?> time = (List<?>) redis.eval("return redis.call('TIME')");
            long now = Long.parseLong(text(time.get(0))) * 1000 + Long.parseLong(text(time.get(1))) / 1000;
            return records(redis, redis.zrangeByScore(DestinationNames.WORKERS_KEY, 0, now - age.toMillis()));
        });
    }

    private static List<WorkerRecord> records(RedisClient redis, List<String> workers) {
        Map<UUID, Response<Map<String, String>>> answers = new LinkedHashMap<>();
        try (Pipeline pipeline = redis.pipelined()) {
            workers.forEach(worker -> Uuids.read(worker)
                    .ifPresent(id -> answers.put(id, pipeline.hgetAll(DestinationNames.workerKey(id)))));
            pipeline.sync();
        }
        List<WorkerRecord> records = new ArrayList<>(answers.size());
        answers.forEach((id, answer) -> read(id, answer.get()).ifPresent(records::add));
        return records;
    }

    /** Empty if there is no record, or what is there was not written by a manager. */
    private static Optional<WorkerRecord> read(UUID workerId, Map<String, String> hash) {
        Optional<Instant> startedOn = Optional.ofNullable(hash.get("startedOn")).flatMap(Timestamps::read);
        Optional<Instant> heartbeatOn =
                Optional.ofNullable(hash.get("heartbeatOn")).flatMap(Timestamps::read);
        Optional<UUID> managerId = Optional.ofNullable(hash.get("managerId")).flatMap(Uuids::read);
        String pid = hash.get("pid");
        String channel = hash.get("responseChannel");
        String host = hash.get("host");
        String epoch = hash.get("epoch");
        String status = hash.get("status");
        if (startedOn.isEmpty()
                || heartbeatOn.isEmpty()
                || managerId.isEmpty()
                || pid == null
                || channel == null
                || host == null
                || epoch == null
                || status == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WorkerRecord(
                    workerId,
                    startedOn.get(),
                    Long.parseLong(pid),
                    channel,
                    host,
                    managerId.get(),
                    Long.parseLong(epoch),
                    WorkerStatus.valueOf(status),
                    heartbeatOn.get(),
                    labels(hash.getOrDefault("labels", "")),
                    Optional.ofNullable(hash.get("idleSince")).flatMap(Timestamps::read),
                    new Idling(
                            duration(hash.getOrDefault("idleTimeoutMillis", "")),
                            duration(hash.getOrDefault("ttlMillis", ""))),
                    Optional.ofNullable(hash.get("spawnedBy")).flatMap(Uuids::read)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    @Override
    public Either<Failure, Boolean> cancel(UUID workerId, UUID commandId) {
        EventStream stream = DestinationNames.workerEvents(workerId);
        List<String> keys = List.of(stream.recordKey(), stream.outcomesKey(), DestinationNames.cancelledKey(workerId));
        List<String> arguments = List.of(
                commandId.toString(),
                Long.toString(CANCELLED_KEPT.toMillis()),
                Integer.toString(CANCELLED_AT_MOST),
                DestinationNames.MANAGER_CHANNELS,
                new CancelNotice(workerId, commandId).write());
        return connections.call(redis -> number(Script.CANCEL.run(redis, keys, arguments)) == 1);
    }

    @Override
    public Either<Failure, Set<UUID>> cancelled(UUID workerId) {
        return connections
                .call(redis -> redis.zrange(DestinationNames.cancelledKey(workerId), 0, -1))
                .map(ids -> {
                    Set<UUID> commands = new HashSet<>();
                    ids.forEach(id -> Uuids.read(id).ifPresent(commands::add));
                    return commands;
                });
    }

    @Override
    public Either<Failure, Boolean> remove(UUID workerId, Duration retention) {
        return remove(workerId, "", retention).map(removed -> removed == 1);
    }

    @Override
    public Either<Failure, Boolean> remove(Lease lease, Duration retention) {
        return remove(lease.workerId(), Long.toString(lease.epoch()), retention).map(removed -> removed >= 0);
    }

    private Either<Failure, Long> remove(UUID workerId, String epoch, Duration retention) {
        return connections.call(redis -> {
            long removed = number(
                    Script.REMOVE.run(redis, keys(workerId), List.of(Long.toString(retention.toMillis()), epoch)));
            if (removed >= 0) {
                redis.zrem(DestinationNames.WORKERS_KEY, workerId.toString());
            }
            return removed;
        });
    }

    @Override
    public Either<Failure, Boolean> label(UUID workerId, Set<String> labels) {
        String key = DestinationNames.workerKey(workerId);
        return connections.call(redis -> {
            if (labels.isEmpty()) {
                redis.hdel(key, "labels");
            } else {
                redis.hset(key, "labels", written(labels));
            }
            return true;
        });
    }

    private static String written(Set<String> labels) {
        return labels.stream().sorted().collect(Collectors.joining(","));
    }

    private static Set<String> labels(String written) {
        return COMMA.splitAsStream(written).filter(label -> !label.isBlank()).collect(Collectors.toSet());
    }

    private static List<String> keys(UUID workerId) {
        EventStream stream = DestinationNames.workerEvents(workerId);
        return List.of(
                stream.recordKey(),
                stream.eventsKey(),
                stream.outcomesKey(),
                stream.epochKey(),
                stream.stepsKey(),
                DestinationNames.workerCrashes(workerId),
                DestinationNames.workerRestarts(workerId));
    }

    private static String text(Object answer) {
        return String.valueOf(answer);
    }

    private static long number(Object answer) {
        return ((Number) answer).longValue();
    }

    @Override
    public void close() {
        // The connections are shared; whoever opened them closes them.
    }
}
