package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.Frame;
import io.framewright.frame.TextData;
import io.framewright.query.source.ArrowMessage.Body;
import io.framewright.query.source.ArrowMessage.Part;
import io.framewright.query.source.ArrowMetadata.Node;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a frame as messages of Arrow's IPC format, each made when it is asked for: the schema, a dictionary for each
 * column of texts, batches of rows. Not thread-safe.
 *
 * <pre>{@code
 * ArrowMessages messages = ArrowMessages.of(frame, 0, frame.rowCount());
 * while (messages.hasNext()) {
 *     messages.next().peek(message -> send(message));
 * }
 * }</pre>
 */
public final class ArrowMessages {
    private static final int BYTES_A_BATCH = 1 << 20;
    private static final int LEAST_ROWS_A_BATCH = 1 << 10;

    private final Frame frame;
    private final int to;
    private final int rowsABatch;
    private final Compression compression;
    private boolean begun;
    private int texts;
    private int first;

    ArrowMessages(Frame frame, int from, int to, int rowsABatch, Compression compression) {
        this.frame = frame;
        this.first = from;
        this.to = to;
        this.rowsABatch = rowsABatch;
        this.compression = compression;
        this.texts = textsFrom(0);
    }

    /**
     * The rows from {@code from} (inclusive) to {@code to} (exclusive), in batches of about 1 MiB. Where columns have
     * more texts than these rows could have, the dictionaries are of the texts that the rows have.
     *
     * @throws IllegalArgumentException if the frame has no such rows
     */
    public static ArrowMessages of(Frame frame, int from, int to) {
        if (from < 0 || to < from || to > frame.rowCount()) {
            throw new IllegalArgumentException("rows " + from + " to " + to + " of " + frame.rowCount());
        }
        int rows = rowsABatch(frame);
        return OwnTexts.areFewer(frame, to - from)
                ? new ArrowMessages(OwnTexts.of(frame, from, to), 0, to - from, rows, Compression.NONE)
                : new ArrowMessages(frame, from, to, rows, Compression.NONE);
    }

    /** The first of the messages alone: what columns a frame has. */
    public static ArrowMessage schema(Frame frame) {
        return ArrowMessage.schema(ArrowMetadata.schema(frame));
    }

    private static int rowsABatch(Frame frame) {
        long bitsARow = 1;
        for (Column column : frame.data()) {
            bitsARow += 1 + ArrowValues.bits(column.data());
        }
        long rows = 8L * BYTES_A_BATCH / bitsARow / LEAST_ROWS_A_BATCH * LEAST_ROWS_A_BATCH;
        return (int) Math.max(LEAST_ROWS_A_BATCH, rows);
    }

    /** Whether there is one more. */
    public boolean hasNext() {
        return !begun || texts < frame.data().size() || first < to;
    }

    /**
     * The next.
     *
     * @return left {@code MEMORY_LIMIT} if a column has more texts than a dictionary can hold
     */
    public Either<Failure, ArrowMessage> next() {
        try {
            return Either.right(message());
        } catch (Refused refused) {
            return Either.left(refused.failure());
        }
    }

    ArrowMessage message() {
        if (!begun) {
            begun = true;
            return schema(frame);
        }
        if (texts < frame.data().size()) {
            ArrowMessage dictionary = dictionary(texts);
            texts = textsFrom(texts + 1);
            return dictionary;
        }
        int end = to - first < rowsABatch ? to : first + rowsABatch;
        ArrowMessage batch = batch(first, end);
        first = end;
        return batch;
    }

    /** The place of the next column of texts. */
    private int textsFrom(int place) {
        int next = place;
        while (next < frame.data().size() && !(frame.data().get(next).data() instanceof TextData)) {
            next++;
        }
        return next;
    }

    private ArrowMessage dictionary(int id) {
        Column column = frame.data().get(id);
        String[] words = ((TextData) column.data()).words();
        ByteBuffer ends = ArrowWriting.buffer(Math.multiplyExact(words.length + 1, Integer.BYTES));
        ends.putInt(0);
        JoinedTexts joined = new JoinedTexts();
        for (String word : words) {
            joined.add(Utf8.bytes(word));
            if (joined.length() > Integer.MAX_VALUE) {
                throw new Refused(
                        FailureCode.MEMORY_LIMIT,
                        "The different texts of column '" + column.name()
                                + "' take more than 2 GiB, which a dictionary of Arrow cannot hold; save as csv or json.");
            }
            ends.putInt((int) joined.length());
        }
        Body body = new Body();
        body.add(ArrowMessagePart.validity());
        body.add(packed(Part.of(ends.flip())));
        body.add(packed(joined));
        return ArrowMessage.dictionary(
                ArrowMetadata.dictionary(id, words.length, body.spans(), body.length(), compressed()), body);
    }

    private ArrowMessage batch(int from, int end) {
        Body body = new Body();
        List<Node> nodes = new ArrayList<>();
        for (Column column : frame.data()) {
            int missing = ArrowValues.missing(column.data(), from, end);
            nodes.add(new Node(end - from, missing));
            body.add(
                    missing == 0
                            ? ArrowMessagePart.validity()
                            : packed(ArrowMessagePart.validity(column.data(), from, end)));
            body.add(packed(ArrowMessagePart.values(column.data(), from, end, missing == 0)));
        }
        return ArrowMessage.batch(
                end - from,
                ArrowMetadata.recordBatch(end - from, nodes, body.spans(), body.length(), compressed()),
                body);
    }

    private boolean compressed() {
        return compression != Compression.NONE;
    }

    private Part packed(Part plain) {
        return compressed() ? ArrowMessagePart.packed(plain, compression) : plain;
    }
}
