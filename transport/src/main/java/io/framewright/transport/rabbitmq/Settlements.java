package io.framewright.transport.rabbitmq;

import java.util.Arrays;

/**
 * Which deliveries of one channel are settled, and how to tell the broker in few frames. Delivery tags are 1, 2, 3, …;
 * the run of settled ones at the front is acknowledged by one multiple-ack, those behind a gap one by one. Nothing is
 * acknowledged that was not asked for. Thread-safe; the frames are taken by one thread at a time.
 */
final class Settlements {
    /** Where the frames go. */
    interface Frames {
        void ack(long tag, boolean andAllBefore) throws java.io.IOException;

        void requeue(long tag) throws java.io.IOException;
    }

    private static final byte OPEN = 0;
    private static final byte ACKNOWLEDGED = 1;
    private static final byte RELEASED = 2;
    /** The broker has been told. */
    private static final byte SENT = 3;

    /** State by tag, a ring from {@code first} on. */
    private byte[] ring = new byte[256];

    private long first = 1;
    private long highest;
    /** Tags settled since the last flush, in the order of settling. */
    private long[] fresh = new long[64];

    private int freshSize;

    /** Notes a settlement; false if this tag was settled before. */
    synchronized boolean settle(long tag, boolean acknowledge) {
        if (tag < first) {
            return false;
        }
        while (tag - first >= ring.length) {
            grow();
        }
        if (ring[slot(tag)] != OPEN) {
            return false;
        }
        ring[slot(tag)] = acknowledge ? ACKNOWLEDGED : RELEASED;
        highest = Math.max(highest, tag);
        if (freshSize == fresh.length) {
            fresh = Arrays.copyOf(fresh, freshSize * 2);
        }
        fresh[freshSize++] = tag;
        return true;
    }

    /** Whether the broker was told of all settlements noted. */
    synchronized boolean isFlushed() {
        return freshSize == 0;
    }

    /** How many settlements are noted that the broker was not told of. */
    synchronized int unsent() {
        return freshSize;
    }

    /** Sends what was settled since the last call. Not to be called by two threads at once. */
    void flush(Frames frames) throws java.io.IOException {
        long[] tags;
        byte[] states;
        long upTo = 0;
        synchronized (this) {
            tags = Arrays.copyOf(fresh, freshSize);
            states = new byte[freshSize];
            freshSize = 0;
            long newFirst = first;
            while (newFirst <= highest && ring[slot(newFirst)] != OPEN) {
                if (ring[slot(newFirst)] == ACKNOWLEDGED) {
                    upTo = newFirst;
                }
                newFirst++;
            }
            for (int i = 0; i < tags.length; i++) {
                states[i] = ring[slot(tags[i])];
                ring[slot(tags[i])] = SENT;
            }
            while (first < newFirst) {
                ring[slot(first)] = OPEN;
                first++;
            }
        }
        // Released ones go first: a multiple-ack would take them along.
        // In the order of settling, which is that of the queue where all are given back: quorum queues keep it.
        for (int i = 0; i < tags.length; i++) {
            if (states[i] == RELEASED) {
                frames.requeue(tags[i]);
            }
        }
        if (upTo != 0) {
            frames.ack(upTo, true);
        }
        for (int i = 0; i < tags.length; i++) {
            if (states[i] == ACKNOWLEDGED && tags[i] > upTo) {
                frames.ack(tags[i], false);
            }
        }
    }

    private int slot(long tag) {
        return (int) (tag & (ring.length - 1));
    }

    private void grow() {
        byte[] larger = new byte[ring.length * 2];
        for (long tag = first; tag <= highest; tag++) {
            larger[(int) (tag & (larger.length - 1))] = ring[slot(tag)];
        }
        ring = larger;
    }
}
