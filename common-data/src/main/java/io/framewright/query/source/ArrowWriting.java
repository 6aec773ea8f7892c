package io.framewright.query.source;

import io.framewright.frame.Frame;
import io.framewright.query.source.ArrowMetadata.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a frame in Arrow's IPC format: schema, dictionaries, batches, and for a file the footer. */
final class ArrowWriting {
    private static final int ROWS_A_BATCH = 1 << 16;
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAGIC_ALIGNED = "ARROW1\0\0".getBytes(StandardCharsets.US_ASCII);

    private final Frame frame;
    private final Compression compression;
    private final OutputStream out;
    private final List<Place> dictionaries = new ArrayList<>();
    private final List<Place> batches = new ArrayList<>();
    private long written;

    private ArrowWriting(Frame frame, Compression compression, OutputStream out) {
        this.frame = frame;
        this.compression = compression;
        this.out = out;
    }

    static long write(Frame frame, boolean stream, Compression compression, OutputStream out, SaveMonitor monitor)
            throws IOException {
        try (out) {
            ArrowWriting writing = new ArrowWriting(frame, compression, out);
            if (!stream) {
                out.write(MAGIC_ALIGNED);
                writing.written = MAGIC_ALIGNED.length;
            }
            writing.messages(0, frame.rowCount(), monitor);
            if (!stream) {
                writing.footer();
            }
        }
        return frame.rowCount();
    }

    /** The rows from {@code from} to before {@code to} as a stream, with the dictionaries in full; leaves it open. */
    static void stream(Frame frame, int from, int to, OutputStream out, SaveMonitor monitor) throws IOException {
        new ArrowWriting(frame, Compression.NONE, out).messages(from, to, monitor);
    }

    private void messages(int from, int to, SaveMonitor monitor) throws IOException {
        ArrowMessages messages = new ArrowMessages(frame, from, to, ROWS_A_BATCH, compression);
        long done = 0;
        while (messages.hasNext()) {
            ArrowMessage message = messages.message();
            Place place = new Place(written, message.encapsulatedMetadataLength(), message.bodyLength());
            message.writeEncapsulated(out);
            written += place.metadataLength() + place.bodyLength();
            switch (message.kind()) {
                case SCHEMA -> {}
                case DICTIONARY -> dictionaries.add(place);
                case BATCH -> {
                    batches.add(place);
                    done += message.rows();
                    monitor.rowWritten(done, to - (long) from);
                }
            }
        }
        out.write(buffer(2 * Integer.BYTES).putInt(-1).putInt(0).array());
    }

    private void footer() throws IOException {
        ByteBuffer footer = ArrowMetadata.footer(frame, dictionaries, batches);
        int length = footer.remaining();
        out.write(footer.array(), footer.arrayOffset() + footer.position(), length);
        out.write(buffer(Integer.BYTES).putInt(length).array());
        out.write(MAGIC);
    }

    static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
