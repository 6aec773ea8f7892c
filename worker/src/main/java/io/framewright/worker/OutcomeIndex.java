package io.framewright.worker;

import io.framewright.transport.RecordedOutcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Which commands have an outcome, for as long as the outcome's event is kept. A copy of what Redis holds: only the
 * owner of the epoch adds to it, so the copy is exact and asking it costs no round trip. Thread-safe.
 *
 * <p>A stream of small events has some twenty thousand of them, so they are kept as numbers in arrays, in a ring in the
 * order of the stream: 48 bytes each when the ring is full, where the objects of a map take several times as much, and
 * nothing for a garbage collector to follow. Buckets of a hash table begin chains through the ring, the newest first.
 */
public final class OutcomeIndex {
    private static final int LEAST = 8;
    private static final int NONE = -1;
    /** Commands, sequences and hashes: what a place takes in {@link #numbers}. */
    private static final int NUMBERS = 5;

    private static final int HASH_DIGITS = 32;

    private long[] numbers = new long[0];
    private int[] buckets = new int[0];
    private int[] next = new int[0];
    private int first;
    private int size;

    /** What is recorded at the start, oldest first. */
    public OutcomeIndex(Collection<RecordedOutcome> recorded) {
        recorded.forEach(this::add);
    }

    /** The recorded outcome of a command, if it has one; the newest of several. */
    public synchronized Optional<RecordedOutcome> find(UUID commandId) {
        int place = size == 0 ? NONE : buckets[bucket(commandId)];
        while (place != NONE && !isOf(place, commandId)) {
            place = next[place];
        }
        return place == NONE
                ? Optional.empty()
                : Optional.of(new RecordedOutcome(commandId, sequence(place), hash(place)));
    }

    /** A command got its outcome. */
    public synchronized void add(RecordedOutcome outcome) {
        if (size == next.length) {
            grow();
        }
        int place = place(size++);
        int at = NUMBERS * place;
        numbers[at] = outcome.commandId().getMostSignificantBits();
        numbers[at + 1] = outcome.commandId().getLeastSignificantBits();
        numbers[at + 2] = outcome.sequence();
        String hash = outcome.requestHash();
        boolean ours = isHash(hash);
        numbers[at + 3] = ours ? HexFormat.fromHexDigitsToLong(hash, 0, HASH_DIGITS / 2) : 0;
        numbers[at + 4] = ours ? HexFormat.fromHexDigitsToLong(hash, HASH_DIGITS / 2, HASH_DIGITS) : 0;
        link(place);
    }

    /** What is no hash of ours equals none of ours: it is kept as one that none is. */
    private static boolean isHash(String text) {
        return text.length() == HASH_DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
    }

    /** Events before {@code oldest} are no longer kept, and neither are the outcomes they recorded. */
    public synchronized void forgetBefore(long oldest) {
        while (size > 0 && sequence(first) < oldest) {
            unlink(first);
            first = place(1);
            size--;
        }
    }

    /** How many outcomes are remembered. */
    public synchronized int size() {
        return size;
    }

    private int place(int index) {
        return (first + index) & (next.length - 1);
    }

    private boolean isOf(int place, UUID commandId) {
        return numbers[NUMBERS * place] == commandId.getMostSignificantBits()
                && numbers[NUMBERS * place + 1] == commandId.getLeastSignificantBits();
    }

    private long sequence(int place) {
        return numbers[NUMBERS * place + 2];
    }

    private String hash(int place) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(numbers[NUMBERS * place + 3]) + hex.toHexDigits(numbers[NUMBERS * place + 4]);
    }

    private int bucket(UUID commandId) {
        return bucket(commandId.getMostSignificantBits(), commandId.getLeastSignificantBits());
    }

    /** Ids that a caller counts up differ in a few bits, which are spread. */
    private int bucket(long high, long low) {
        long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (buckets.length - 1);
    }

    private int bucketOf(int place) {
        return bucket(numbers[NUMBERS * place], numbers[NUMBERS * place + 1]);
    }

    private void link(int place) {
        int bucket = bucketOf(place);
        next[place] = buckets[bucket];
        buckets[bucket] = place;
    }

    /** The oldest is the last of its chain. */
    private void unlink(int oldest) {
        int bucket = bucketOf(oldest);
        int at = buckets[bucket];
        if (at == oldest) {
            buckets[bucket] = NONE;
            return;
        }
        while (next[at] != oldest) {
            at = next[at];
        }
        next[at] = NONE;
    }

    private void grow() {
        int capacity = Math.max(LEAST, 2 * next.length);
        long[] unrolled = new long[NUMBERS * capacity];
        int upToEnd = Math.min(size, next.length - first);
        System.arraycopy(numbers, NUMBERS * first, unrolled, 0, NUMBERS * upToEnd);
        System.arraycopy(numbers, 0, unrolled, NUMBERS * upToEnd, NUMBERS * (size - upToEnd));
        numbers = unrolled;
        first = 0;
        next = new int[capacity];
        buckets = new int[capacity];
        Arrays.fill(buckets, NONE);
        for (int place = 0; place < size; place++) {
            link(place);
        }
    }
}
