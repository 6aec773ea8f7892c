package io.framewright.net;

import io.framewright.frame.Frame;
import io.framewright.net.AskedRows.Rows;
import io.framewright.query.source.ArrowMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells of rows before they are read: the columns, how many there are, and in which parts several readers can have them
 * at a time.
 *
 * @param locations where this process is reached; empty where callers know it better
 */
record FlightInfos(List<String> locations) {
    private static final int MOST_PARTS = 8;
    private static final int LEAST_ROWS_A_PART = 1 << 18;

    /** Rows of a version, from {@code from} (inclusive) to {@code to} (exclusive). */
    record Part(int from, int to) {
        int rows() {
            return to - from;
        }

        /** The part of the rows that a question wants of all there are. */
        static Part of(RowsQuestion question, Frame frame) {
            int count = frame.rowCount();
            int from = (int) Math.min(question.offset(), count);
            return new Part(from, (int) (from + Math.min(question.limit(), count - from)));
        }

        /** In parts of almost the same length, in their order. */
        List<Part> split() {
            int parts = Math.max(1, Math.min(MOST_PARTS, rows() / LEAST_ROWS_A_PART));
            List<Part> split = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                split.add(new Part(place(part, parts), place(part + 1, parts)));
            }
            return split;
        }

        private int place(int part, int parts) {
            return (int) (from + (long) rows() * part / parts);
        }
    }

    /** A FlightInfo whose tickets are for this version, whatever becomes of the frame. */
    byte[] of(byte[] descriptor, RowsQuestion question, Rows rows) {
        Part all = Part.of(question, rows.frame());
        List<byte[]> endpoints = all.split().stream()
                .map(part -> endpoint(question, rows, Optional.of(rows.version()), part.from(), part.rows()))
                .toList();
        return info(descriptor, rows, endpoints, all.rows());
    }

    /** A FlightInfo whose ticket is for all rows as they are when they are read. */
    byte[] ofAny(RowsQuestion question, Rows rows) {
        byte[] descriptor =
                FlightWire.pathDescriptor(List.of(question.workerId().toString(), rows.name()));
        byte[] endpoint = endpoint(question, rows, Optional.empty(), 0, Long.MAX_VALUE);
        return info(descriptor, rows, List.of(endpoint), rows.frame().rowCount());
    }

    private byte[] endpoint(RowsQuestion question, Rows rows, Optional<String> version, long offset, long limit) {
        return FlightWire.endpoint(FlightQuestion.ticket(question, rows.name(), version, offset, limit), locations);
    }

    private static byte[] info(byte[] descriptor, Rows rows, List<byte[]> endpoints, int count) {
        Frame frame = rows.frame();
        long bytes = frame.memoryBytes() / Math.max(1, frame.rowCount()) * count;
        return FlightWire.info(
                schema(frame),
                descriptor,
                endpoints,
                count,
                bytes,
                rows.version().getBytes(StandardCharsets.UTF_8));
    }

    /** The columns, as an encapsulated message. */
    static byte[] schema(Frame frame) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ArrowMessages.schema(frame).writeEncapsulated(bytes);
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        }
        return bytes.toByteArray();
    }
}
