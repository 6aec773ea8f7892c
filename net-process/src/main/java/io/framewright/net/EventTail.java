package io.framewright.net;

import io.framewright.client.EventFeed;
import io.framewright.client.Observation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of one worker, for all who follow it: read once, written as text once, and kept while they are
 * among the newest. Who is further behind reads the stream. Thread-safe; nothing blocks.
 */
final class EventTail implements Flow.Subscriber<Observation> {
    private static final int MOST_BYTES = 512 << 10;

    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Deque<Entry> newest = new ArrayDeque<>();
    private final LongConsumer onTold;
    private long bytes;
    private long last;
    private boolean ended;
    private boolean closed;
    private Flow.@Nullable Subscription subscription;

    /** What stands after {@code sequence - 1}; a gap stands for more than one event. */
    private record Entry(long from, long sequence, byte[] text) {}

    /**
     * What comes next for a follower.
     *
     * @param texts to be sent
     * @param position of the last of them
     * @param behind whether the events before those kept here are to be read first
     * @param ended whether nothing comes after these
     */
    record Next(List<byte[]> texts, long position, boolean behind, boolean ended) {}

    /** @param onTold told the sequence of an event before anybody else is */
    EventTail(long last, LongConsumer onTold) {
        this.last = last;
        this.onTold = onTold;
    }

    static EventTail of(EventFeed feed, long last, LongConsumer onTold) {
        EventTail tail = new EventTail(last, onTold);
        feed.subscribe(tail);
        return tail;
    }

    synchronized long last() {
        return last;
    }

    /** One that comes too late is closed: its reader comes back. */
    void add(Follower follower) {
        followers.add(follower);
        if (isClosed()) {
            follower.close();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    void remove(Follower follower) {
        followers.remove(follower);
    }

    Set<Follower> followers() {
        return followers;
    }

    /** Whether nothing comes any more, as the worker is gone. */
    synchronized boolean hasEnded() {
        return ended;
    }

    /** What there is after this position, at most so many bytes unless the first event alone has more. */
    synchronized Next after(long position, int mostBytes) {
        long first = newest.isEmpty() ? last + 1 : newest.getFirst().from;
        if (position + 1 < first) {
            return new Next(List.of(), position, true, false);
        }
        List<byte[]> texts = new ArrayList<>();
        long reached = position;
        long size = 0;
        for (Entry entry : newest) {
            if (entry.sequence > position) {
                if (!texts.isEmpty() && size + entry.text.length > mostBytes) {
                    return new Next(texts, reached, false, false);
                }
                texts.add(entry.text);
                size += entry.text.length;
                reached = entry.sequence;
            }
        }
        return new Next(texts, reached, false, ended);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Observation seen) {
        if (seen instanceof Observation.Happened happened) {
            put(new Entry(happened.event().sequence(), happened.event().sequence(), EventText.of(happened.event())));
        } else if (seen instanceof Observation.Missed missed && missed.count() > 0) {
            put(new Entry(
                    missed.after() + 1,
                    missed.after() + missed.count(),
                    EventText.gap(missed.after(), missed.count())));
        }
    }

    private void put(Entry entry) {
        synchronized (this) {
            if (entry.sequence <= last) {
                return;
            }
            newest.addLast(entry);
            bytes += entry.text.length;
            last = entry.sequence;
            onTold.accept(last);
            while (bytes > MOST_BYTES && newest.size() > 1) {
                bytes -= newest.removeFirst().text.length;
            }
        }
        followers.forEach(Follower::wake);
    }

    @Override
    public void onError(Throwable bug) {
        end();
    }

    @Override
    public void onComplete() {
        end();
    }

    private void end() {
        synchronized (this) {
            ended = true;
        }
        followers.forEach(Follower::wake);
    }

    /** Reads no more; who follows is let go. */
    void close() {
        Flow.@Nullable Subscription reading;
        synchronized (this) {
            closed = true;
            reading = subscription;
        }
        if (reading != null) {
            reading.cancel();
        }
        followers.forEach(Follower::close);
    }
}
