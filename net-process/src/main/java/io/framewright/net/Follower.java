package io.framewright.net;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who follows a worker's events over HTTP. It holds a position and at most one page of texts; it takes no thread
 * while nothing happens or the reader is slow, and writes only what the connection takes. Thread-safe.
 */
final class Follower implements WriteListener {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final int MOST_BYTES = 64 << 10;

    private final EventTail tail;
    private final Past past;
    private final ServletOutputStream out;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final Deque<byte[]> texts = new ArrayDeque<>();
    private final AtomicInteger wishes = new AtomicInteger();
    private volatile boolean keepAlive;
    private volatile boolean reading;
    private volatile long position;
    private boolean ending;
    private boolean unflushed;

    /** Reads what is older than the tail has. */
    @FunctionalInterface
    interface Past {
        /** Calls {@link Follower#read} soon, from another thread. */
        void readAfter(long position, Follower follower);
    }

    Follower(EventTail tail, Past past, ServletOutputStream out, long position) {
        this.tail = tail;
        this.past = past;
        this.out = out;
        this.position = position;
        texts.add(EventText.begin(position));
    }

    /** Completes when the connection is to be closed. */
    CompletableFuture<Boolean> done() {
        return done;
    }

    /** There may be something to send. */
    void wake() {
        if (wishes.getAndIncrement() == 0) {
            int seen = 1;
            do {
                send();
                seen = wishes.addAndGet(-seen);
            } while (seen != 0);
        }
    }

    /** Sends a comment, by which a connection that is gone is found out. */
    void keepAlive() {
        keepAlive = true;
        wake();
    }

    /** What was older; an empty page of an unchanged position means that there is nothing. */
    void read(Iterable<byte[]> older, long reached, boolean failed) {
        synchronized (texts) {
            older.forEach(texts::add);
        }
        position = Math.max(position, reached);
        reading = false;
        if (failed) {
            close();
        } else {
            wake();
        }
    }

    private void send() {
        try {
            while (!done.isDone() && out.isReady()) {
                byte[] text = next();
                if (text != null) {
                    out.write(text);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    if (ending) {
                        close();
                    }
                    return;
                }
            }
        } catch (IOException gone) {
            onError(gone);
        }
    }

    private byte @Nullable [] next() {
        byte[] text;
        synchronized (texts) {
            text = texts.poll();
        }
        if (text != null) {
            return text;
        }
        if (reading || ending) {
            return null;
        }
        EventTail.Next next = tail.after(position, MOST_BYTES);
        if (next.behind()) {
            reading = true;
            past.readAfter(position, this);
            return null;
        }
        position = next.position();
        synchronized (texts) {
            texts.addAll(next.texts());
            if (next.ended()) {
                ending = true;
                texts.add(EventText.end(position));
            }
            if (texts.isEmpty() && keepAlive) {
                texts.add(EventText.keepAlive());
            }
            keepAlive = false;
            return texts.poll();
        }
    }

    @Override
    public void onWritePossible() {
        wake();
    }

    @Override
    public void onError(Throwable gone) {
        log.debug("somebody who followed events is gone", gone);
        close();
    }

    void close() {
        done.complete(true);
    }
}
