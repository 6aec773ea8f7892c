package io.framewright.transport.redis;

import io.framewright.event.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * One thread that takes what script calls there are, sends them to Redis in one go, and hands out the answers.
 *
 * <p>Design note. A call is made until it has its answer: after a lost connection the whole batch is sent again, which
 * the scripts allow for. Commits of one stream that follow one another go in one call ({@link CommitRun}), which costs
 * Redis a third; where that call finds anything out of the ordinary it does nothing, and they are sent one by one. A
 * call that Redis answers with an error (out of memory, a key of another type) is held back together with all later
 * calls of its stream, and tried again after a pause, while the other streams go on. So the events of a stream arrive
 * in order, and one broken stream stops no other. What Redis has answered it may yet forget; then it is told again
 * ({@link Reminder}).
 */
final class Committer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Committer.class);
    private static final int BATCH = 512;
    private static final long HELD_MILLIS = 500;
    private static final long LOOK_MILLIS = 1_000;

    /** How long more is waited for, as long as more comes: a call costs Redis as much as two events in it. */
    private static final long LINGER_NANOS = 250_000;

    private static final int LINGERS = 6;
    /** Calls of fewer are made at once: somebody waits for their answers before he sends more. */
    private static final int LINGER_FROM = 6;

    /** So many go in one call that waiting for more gains nothing. */
    private static final int ENOUGH = 128;

    private final Connections connections;
    private final BlockingQueue<ScriptTask> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Deque<ScriptTask>> held = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::run, "framewright-committer");
    private final Backoff backoff = new Backoff();
    private final Reminder reminder = new Reminder();
    private volatile boolean closed;
    private @Nullable Jedis connection;
    private long retryHeldAt;
    private int lastBatch;

    Committer(Connections connections) {
        this.connections = connections;
        thread.setDaemon(true);
        thread.start();
    }

    void submit(ScriptTask task) {
        waiting.add(task);
        if (closed) {
            failAll(connections.closed());
        }
    }

    private void run() {
        List<ScriptTask> batch = new ArrayList<>(BATCH);
        try {
            while (!closed) {
                gather(batch);
                if (sendSafely(batch)) {
                    batch.clear();
                }
            }
        } catch (InterruptedException stop) {
            // Closing: what is left fails below.
        } finally {
            batch.forEach(task -> task.fail(connections.closed()));
            held.values().forEach(tasks -> tasks.forEach(task -> task.fail(connections.closed())));
            failAll(connections.closed());
            disconnect();
        }
    }

    /** Adds what is there: held calls when their time has come, then new ones of streams that hold none. */
    private void gather(List<ScriptTask> batch) throws InterruptedException {
        if (!batch.isEmpty()) {
            return;
        }
        ScriptTask first = waiting.poll(patienceMillis(), TimeUnit.MILLISECONDS);
        if (!held.isEmpty() && System.nanoTime() >= retryHeldAt) {
            held.values().forEach(batch::addAll);
            held.clear();
        }
        List<ScriptTask> fresh = new ArrayList<>();
        if (first != null) {
            linger();
            fresh.add(first);
            waiting.drainTo(fresh, BATCH - 1);
        }
        lastBatch = fresh.size();
        for (ScriptTask task : fresh) {
            Deque<ScriptTask> before = held.get(task.stream());
            if (before != null) {
                before.addLast(task);
            } else {
                batch.add(task);
            }
        }
    }

    /** Only where calls are large already: who has a few commands under way does not wait. */
    private void linger() {
        int before = -1;
        for (int i = 0; i < LINGERS && lastBatch >= LINGER_FROM; i++) {
            int there = waiting.size();
            if (there == before || there >= ENOUGH) {
                return;
            }
            before = there;
            LockSupport.parkNanos(LINGER_NANOS);
        }
    }

    private long patienceMillis() {
        if (!held.isEmpty()) {
            return HELD_MILLIS;
        }
        return reminder.isNeeded() ? LOOK_MILLIS : Long.MAX_VALUE;
    }

    /** No bug may end the thread that everybody waits for. */
    private boolean sendSafely(List<ScriptTask> batch) throws InterruptedException {
        try {
            return batch.isEmpty() ? look() : send(batch);
        } catch (RuntimeException bug) {
            log.error("sending {} commits failed; they are held", batch.size(), bug);
            pause();
            return false;
        }
    }

    /** There is nothing to do: time to see whether Redis has forgotten what it was given last. */
    private boolean look() throws InterruptedException {
        if (!reminder.isNeeded()) {
            return true;
        }
        try {
            Jedis redis = connect();
            long now = System.nanoTime();
            reminder.remind(redis, List.of());
            redis.ping();
            reminder.answered(now);
            return true;
        } catch (JedisException away) {
            log.debug("Redis is away: {}", away.getMessage());
            pause();
            return false;
        }
    }

    /** Whether Redis answered; what it answered is seen to. */
    private boolean send(List<ScriptTask> batch) throws InterruptedException {
        try {
            Jedis redis = connect();
            reminder.remind(redis, batch);
            List<ScriptTask> calls = CommitRun.gathered(batch);
            List<Response<Object>> answers = new ArrayList<>(calls.size());
            Pipeline pipeline = redis.pipelined();
            for (ScriptTask call : calls) {
                answers.add(call.send(pipeline));
            }
            long now = System.nanoTime();
            pipeline.sync();
            reminder.answered(now);
            backoff.reset();
            List<ScriptTask> again = take(calls, answers, redis);
            batch.clear();
            batch.addAll(again);
            return again.isEmpty();
        } catch (JedisConnectionException away) {
            log.debug("Redis is away, {} commits are held: {}", batch.size(), away.getMessage());
            pause();
            return false;
        } catch (JedisException refused) {
            log.warn("Redis refuses us, {} commits are held: {}", batch.size(), refused.getMessage());
            pause();
            return false;
        }
    }

    /** Hands the answers out. Gives the tasks that must be sent again at once, in the order of their streams. */
    private List<ScriptTask> take(List<ScriptTask> calls, List<Response<Object>> answers, Jedis redis) {
        boolean unknown = false;
        long now = System.nanoTime();
        List<ScriptTask> again = new ArrayList<>();
        // What came after a task that is sent again was looked at too early, and is sent again after it.
        Set<String> streamsAgain = new HashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            ScriptTask call = calls.get(i);
            try {
                Object answer = answers.get(i).get();
                if (streamsAgain.contains(call.stream())) {
                    addTo(again, call);
                } else if (held.containsKey(call.stream())) {
                    hold(call);
                } else if (call.accept(answer)) {
                    reminder.answered(call, now);
                } else {
                    if (call instanceof CommitTask) {
                        reminder.doubt(call.stream());
                    }
                    streamsAgain.add(call.stream());
                    addTo(again, call);
                }
            } catch (JedisNoScriptException restarted) {
                unknown = true;
                streamsAgain.add(call.stream());
                addTo(again, call);
            } catch (IllegalStateException | ClassCastException bug) {
                log.error("the answer to a commit to {} cannot be read", call.stream(), bug);
                call.fail(Connections.bug(bug));
            } catch (JedisDataException error) {
                log.warn("a commit to {} is held: {}", call.stream(), error.getMessage());
                hold(call);
            }
        }
        if (unknown) {
            Script.OF_TASKS.forEach(script -> redis.scriptLoad(script.text()));
        }
        return again;
    }

    private static void addTo(Collection<ScriptTask> tasks, ScriptTask call) {
        if (call instanceof CommitRun run) {
            tasks.addAll(run.members());
        } else {
            tasks.add(call);
        }
    }

    private void hold(ScriptTask call) {
        addTo(held.computeIfAbsent(call.stream(), stream -> new ArrayDeque<>()), call);
        retryHeldAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HELD_MILLIS);
    }

    private Jedis connect() {
        Jedis current = connection;
        if (current == null) {
            current = connections.open();
            // Known from here on, so that it is closed when it turns out to be of no use.
            connection = current;
            current.ping();
        }
        return current;
    }

    private void pause() throws InterruptedException {
        disconnect();
        if (!backoff.pause()) {
            throw new InterruptedException();
        }
    }

    private void disconnect() {
        Jedis current = connection;
        connection = null;
        reminder.doubt();
        if (current != null) {
            try {
                current.close();
            } catch (JedisException broken) {
                // It says goodbye before it closes; nobody may be there to hear it.
                log.debug("a connection was broken when it was closed: {}", broken.getMessage());
            }
        }
    }

    private void failAll(Failure failure) {
        List<ScriptTask> left = new ArrayList<>();
        waiting.drainTo(left);
        left.forEach(task -> task.fail(failure));
    }

    /** What is not answered yet fails. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
