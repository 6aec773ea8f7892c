package io.framewright.transport.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Tells Redis again what it has forgotten. For the committer's thread only.
 *
 * <p>Design note. A Redis that loses power, or a replica that takes its place, comes back as it was a second or two
 * ago. What it answered since was published and acknowledged, so nobody would send it again; but whoever had it
 * recorded still knows it. After a lost connection, and where a stream turns out to end too early, each stream in doubt
 * is asked for its last event, and what came after that is recorded again by the same scripts: under the same event
 * ids, in the same order, and only if the epoch is still the worker's. Recording twice changes nothing. What managers
 * say in their stream, which nobody owns, is not told again: what they did to records of workers is forgotten, too.
 *
 * <p>Where the record of the worker was forgotten, too, its host puts that back first; what is to be told again waits
 * for the next call of that stream.
 */
final class Reminder {
    private static final Logger log = LoggerFactory.getLogger(Reminder.class);
    private static final long MAX_BYTES = 16L << 20;
    private static final Duration RECORD_COMES_BACK_WITHIN = Duration.ofMinutes(1);

    private final RecentRecordings recent = new RecentRecordings(MAX_BYTES);
    private final Set<String> inDoubt = new HashSet<>();
    private final Map<String, Orphans> orphans = new HashMap<>();

    /** Of a stream without a record. */
    private record Orphans(List<Recording> recordings, long sinceNanos) {}

    /** Redis has answered this call. */
    void answered(ScriptTask call, long nanos) {
        if (call instanceof CommitRun run) {
            run.members().forEach(member -> recent.add(member, nanos));
        } else if (call instanceof Recording recording && recording.isRecorded() && recording.epoch() != 0) {
            recent.add(recording, nanos);
        }
    }

    /** Redis has answered all calls up to this time. */
    void answered(long nanos) {
        recent.answered(nanos);
        orphans.values().removeIf(some -> nanos - some.sinceNanos() > RECORD_COMES_BACK_WITHIN.toNanos());
    }

    /** Whether there is anything that Redis may forget. */
    boolean isNeeded() {
        return !recent.isEmpty();
    }

    /** The connection was lost: it may be another Redis that answers next, or one that was started again. */
    void doubt() {
        inDoubt.addAll(recent.streams());
    }

    /** The stream ends too early. */
    void doubt(String stream) {
        inDoubt.add(stream);
    }

    /**
     * Tells again what is missing in streams that are in doubt. If Redis goes away meanwhile they stay so.
     *
     * @param next calls that are about to be made
     */
    void remind(Jedis redis, Collection<ScriptTask> next) {
        if (!orphans.isEmpty()) {
            next.stream().map(ScriptTask::stream).filter(orphans::containsKey).forEach(inDoubt::add);
        }
        if (inDoubt.isEmpty()) {
            return;
        }
        Map<String, List<Recording>> missing = new LinkedHashMap<>();
        lastEvents(redis).forEach((stream, last) -> {
            List<Recording> again = missing(stream, last);
            if (!again.isEmpty()) {
                missing.put(stream, again);
            }
        });
        if (!missing.isEmpty()) {
            tell(redis, missing);
        }
        inDoubt.clear();
    }

    /** The last event of a stream, as it is there; sequence 0 for an empty one. */
    private record Last(long sequence, String event) {
        static Last of(List<StreamEntry> entries) {
            return entries.isEmpty()
                    ? new Last(0, "")
                    : new Last(
                            entries.get(0).getID().getTime(),
                            entries.get(0).getFields().getOrDefault("event", ""));
        }
    }

    /** Of each stream in doubt. */
    private Map<String, Last> lastEvents(Jedis redis) {
        Map<String, Response<List<StreamEntry>>> answers = new LinkedHashMap<>();
        Pipeline pipeline = redis.pipelined();
        inDoubt.forEach(stream -> answers.put(stream, pipeline.xrevrange(stream, "+", "-", 1)));
        pipeline.sync();
        Map<String, Last> last = new LinkedHashMap<>();
        answers.forEach((stream, answer) -> {
            try {
                last.put(stream, Last.of(answer.get()));
            } catch (JedisDataException error) {
                passOn(error);
                log.warn("the stream {} cannot be read: {}", stream, error.getMessage());
            }
        });
        return last;
    }

    /** What is kept of a stream, made ready to be recorded after its last event. The rest stays kept. */
    private List<Recording> missing(String stream, Last end) {
        Orphans before = orphans.remove(stream);
        List<Recording> kept = new ArrayList<>(before == null ? List.of() : before.recordings());
        kept.addAll(recent.take(stream));
        if (kept.stream().anyMatch(recording -> recording.isReplacedBy(end.sequence(), end.event()))) {
            // Redis has forgotten our start, and somebody else was given its epoch: his stream must not get our end.
            log.warn("{} recordings of {} are forgotten for good: it is another's now", kept.size(), stream);
            return List.of();
        }
        List<Recording> again = new ArrayList<>();
        long last = end.sequence();
        long now = System.nanoTime();
        long at = last;
        for (Recording recording : kept) {
            if (recording.mayBeMissing(last)) {
                again.add(recording.again(at));
                at = recording.lastAfter(at);
            } else {
                recent.add(recording, now);
            }
        }
        if (at > last) {
            log.warn("Redis forgot the events after {} of {}; up to {} they are recorded again", last, stream, at);
        }
        if (!again.isEmpty()) {
            // Until it is told they must not get lost.
            orphans.put(stream, new Orphans(again, before == null ? now : before.sinceNanos()));
        }
        return again;
    }

    private void tell(Jedis redis, Map<String, List<Recording>> missing) {
        Script.OF_TASKS.forEach(script -> redis.scriptLoad(script.text()));
        Map<String, List<Response<Object>>> answers = new LinkedHashMap<>();
        Pipeline pipeline = redis.pipelined();
        missing.forEach((stream, again) -> answers.put(
                stream,
                again.stream().map(recording -> recording.send(pipeline)).toList()));
        pipeline.sync();
        answers.forEach((stream, those) -> {
            List<Recording> again = missing.getOrDefault(stream, List.of());
            int told = 0;
            while (told < again.size() && take(again.get(told), those.get(told))) {
                told++;
            }
            settle(stream, again, told);
        });
    }

    private static boolean take(Recording again, Response<Object> answer) {
        try {
            return again.accept(answer.get()) && again.isRecorded();
        } catch (JedisDataException error) {
            passOn(error);
            log.warn("what {} forgot cannot be recorded again: {}", again.stream(), error.getMessage());
            return false;
        }
    }

    /** An error that passes by itself is one of the connection: all is tried again. */
    private static void passOn(JedisDataException error) {
        if (Connections.isPassing(error)) {
            throw error;
        }
    }

    private void settle(String stream, List<Recording> again, int told) {
        long now = System.nanoTime();
        again.subList(0, told).forEach(recording -> recent.add(recording, now));
        Orphans all = orphans.remove(stream);
        if (told == again.size() || all == null) {
            return;
        }
        List<Recording> rest = List.copyOf(again.subList(told, again.size()));
        if (rest.get(0).hasNoRecord()) {
            orphans.put(stream, new Orphans(rest, all.sinceNanos()));
        } else {
            log.warn(
                    "{} recordings of {} are forgotten for good: {}",
                    rest.size(),
                    stream,
                    rest.get(0).result().getNow(null));
        }
    }
}
