package io.framewright.net;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.framewright.query.source.ArrowMessage;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A FlightData that is written straight from the columns of a frame into the buffers of gRPC, which asks for that by
 * {@link #drainTo}. Not thread-safe.
 */
final class FlightMessage extends InputStream implements Drainable, KnownLength {
    private static final int DATA_HEADER = 2;
    private static final int DATA_BODY = 1000;
    private static final int MOST_AROUND = 64;

    private final ArrowMessage message;
    private final boolean hasBody;
    private final int length;
    private boolean drained;
    private @Nullable InputStream copied;

    FlightMessage(ArrowMessage message) {
        this.message = message;
        this.hasBody = message.rows() > 0 || message.bodyLength() > 0;
        this.length = Math.toIntExact(lengthOf(DATA_HEADER, message.metadataLength())
                + (hasBody ? lengthOf(DATA_BODY, message.bodyLength()) : 0));
    }

    /** Whether a message is not longer than those of gRPC may be. */
    static boolean fits(ArrowMessage message) {
        return message.bodyLength() + message.metadataLength() <= Integer.MAX_VALUE - MOST_AROUND;
    }

    private static long lengthOf(int field, long bytes) {
        return CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt64SizeNoTag(bytes) + bytes;
    }

    @Override
    public int available() {
        return drained ? 0 : length;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        if (drained) {
            return 0;
        }
        drained = true;
        before(DATA_HEADER, message.metadataLength(), target);
        message.writeMetadata(target);
        if (hasBody) {
            before(DATA_BODY, (int) message.bodyLength(), target);
            message.writeBody(target);
        }
        return length;
    }

    private static void before(int field, int length, OutputStream target) throws IOException {
        byte[] bytes = new byte[2 * Long.BYTES];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(length);
        target.write(bytes, 0, out.getTotalBytesWritten());
    }

    /** For whoever cannot drain: gRPC compresses so. */
    private InputStream copied() throws IOException {
        InputStream from = copied;
        if (from == null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
            drainTo(bytes);
            from = new ByteArrayInputStream(bytes.toByteArray());
            copied = from;
        }
        return from;
    }

    @Override
    public int read() throws IOException {
        return copied().read();
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        return copied().read(into, offset, count);
    }
}
