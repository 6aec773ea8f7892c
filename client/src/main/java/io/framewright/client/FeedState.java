package io.framewright.client;

import io.framewright.event.Event;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one feed has yet to deliver. Of each worker it knows the last event that is delivered or queued; an event that
 * follows it is queued, one at or before it was seen, and one beyond a gap, or one for which the queue has no room,
 * puts the worker <em>behind</em>: from then on its stream is read, and what comes live of it only says how far. So the
 * queue is bounded, whatever a subscriber takes its time for: Redis remembers. Thread-safe; nothing here blocks.
 *
 * <p>The process manager's events are numbered by the manager, and only some of them come on a channel: of those
 * nothing can be told from the numbers but that one was seen.
 */
final class FeedState {
    static final int ROOM = 1024;
    private static final UUID MANAGER = new UUID(0, 0);

    private final Queue<Observation> queue = new ArrayDeque<>();
    /** By worker, the last event delivered or queued. */
    private final Map<UUID, Long> last = new HashMap<>();
    /** By worker, the last event seen while it was behind. */
    private final Map<UUID, Long> beyond = new HashMap<>();

    private final Set<UUID> behind = new HashSet<>();
    /** How many times it is yet to be looked who came while the channel could not be heard. */
    private int meetings;

    /** Everything of this worker up to there is known; no effect if it is followed already. */
    synchronized void startAt(UUID workerId, long sequence) {
        last.putIfAbsent(workerId, sequence);
    }

    /** From now on a worker that is new to us is followed from its first event. */
    synchronized void meeting() {
        meetings++;
    }

    /** From now on a worker that is new to us is followed from the event that we see of it. */
    synchronized void met() {
        meetings--;
    }

    synchronized boolean follows(UUID workerId) {
        return last.containsKey(workerId);
    }

    synchronized void live(Event event) {
        UUID owner = event.epoch() == 0 || event.workerId() == null ? MANAGER : event.workerId();
        long sequence = event.sequence();
        long known =
                last.computeIfAbsent(owner, stranger -> meetings > 0 && !stranger.equals(MANAGER) ? 0 : sequence - 1);
        if (sequence <= known) {
            if (!owner.equals(MANAGER)) {
                // Published again, or the first of a stream that began anew: the stream tells.
                behind.add(owner);
            }
            return;
        }
        boolean next = sequence == known + 1 || owner.equals(MANAGER);
        if (next && !behind.contains(owner) && queue.size() < ROOM) {
            queue.add(new Observation.Happened(event));
            last.put(owner, sequence);
        } else if (owner.equals(MANAGER)) {
            missedOfManager();
        } else {
            behind.add(owner);
            beyond.merge(owner, sequence, Math::max);
        }
    }

    synchronized void unreadable(String text) {
        if (queue.size() < ROOM) {
            queue.add(new Observation.Unreadable(text));
        }
    }

    /** Whatever came meanwhile must be read. */
    synchronized void gap() {
        last.keySet().stream().filter(owner -> !owner.equals(MANAGER)).forEach(behind::add);
        if (last.containsKey(MANAGER)) {
            missedOfManager();
        }
    }

    private void missedOfManager() {
        if (queue.size() <= ROOM) {
            queue.add(new Observation.Missed(Optional.empty(), last.getOrDefault(MANAGER, 0L), 0));
        }
    }

    /** To be read, from the next event on. */
    synchronized void behind(UUID workerId) {
        behind.add(workerId);
    }

    synchronized @Nullable Observation poll() {
        return queue.poll();
    }

    /** A worker whose stream is to be read; empty if there is none. */
    synchronized Optional<UUID> nextBehind() {
        return behind.stream().findFirst();
    }

    synchronized boolean isEmpty() {
        return queue.isEmpty() && behind.isEmpty();
    }

    synchronized long lastOf(UUID workerId) {
        return last.getOrDefault(workerId, 0L);
    }

    /** The last event seen while it was behind; 0 if there is none. */
    synchronized long beyond(UUID workerId) {
        return beyond.getOrDefault(workerId, 0L);
    }

    synchronized void delivered(UUID workerId, long sequence) {
        last.put(workerId, sequence);
    }

    /** The stream was read to its end; the worker stays behind if more was seen of it. */
    synchronized void caughtUp(UUID workerId) {
        if (beyond.getOrDefault(workerId, 0L) <= lastOf(workerId)) {
            behind.remove(workerId);
            beyond.remove(workerId);
        }
    }

    /** The stream expired and began anew: its numbers are not those we know. */
    synchronized void beganAnew(UUID workerId) {
        last.put(workerId, 0L);
        beyond.remove(workerId);
    }
}
