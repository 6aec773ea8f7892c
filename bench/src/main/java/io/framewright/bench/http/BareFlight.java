package io.framewright.bench.http;

import io.framewright.frame.Column;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Arrow's own Flight server with the same rows, prepared in its vectors before anybody asks, and the same texts as
 * dictionaries: {@code BareFlight ROWS}. Prints where it listens, and ends when its standard input does. A ticket is
 * {@code FROM:TO} in batches.
 */
final class BareFlight extends NoOpFlightProducer {
    /** As many as a message of ours has of these columns. */
    static final int ROWS_A_BATCH = 24 << 10;

    private static final long PATIENCE_MILLIS = 60_000;

    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final BufferAllocator allocator;
    private final Schema schema;
    private final MapDictionaryProvider dictionaries = new MapDictionaryProvider();
    private final List<ArrowRecordBatch> batches = new ArrayList<>();

    private BareFlight(Frame frame, BufferAllocator allocator) {
        this.allocator = allocator;
        List<Field> fields = new ArrayList<>();
        for (int place = 0; place < frame.data().size(); place++) {
            fields.add(field(frame.data().get(place), place));
        }
        this.schema = new Schema(fields);
        for (int from = 0; from < frame.rowCount(); from += ROWS_A_BATCH) {
            batches.add(batch(frame, from, Math.min(frame.rowCount(), from + ROWS_A_BATCH)));
        }
    }

    /** Serves until nobody needs it. */
    public static void main(String[] args) throws Exception {
        BufferAllocator allocator = new RootAllocator();
        BareFlight producer = new BareFlight(Data.frame(Integer.parseInt(args[0])), allocator);
        try (FlightServer server = FlightServer.builder(allocator, Location.forGrpcInsecure("127.0.0.1", 0), producer)
                .build()
                .start()) {
            System.out.println(server.getPort());
            while (System.in.read() >= 0) {
                // Its end is what is waited for.
            }
        } catch (IOException gone) {
            // The same.
        }
        System.exit(0);
    }

    private Field field(Column column, int place) {
        if (column.data() instanceof TextData texts) {
            DictionaryEncoding encoding = new DictionaryEncoding(place, false, new ArrowType.Int(Integer.SIZE, true));
            dictionaries.put(new Dictionary(words(texts), encoding));
            return new Field(column.name(), new FieldType(true, encoding.getIndexType(), encoding), null);
        }
        return Field.nullable(
                column.name(),
                column.data() instanceof DoubleData
                        ? new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)
                        : new ArrowType.Int(Integer.SIZE, true));
    }

    private VarCharVector words(TextData texts) {
        VarCharVector words = new VarCharVector("words", allocator);
        for (int code = 0; code < texts.words().length; code++) {
            words.setSafe(code, texts.words()[code].getBytes(StandardCharsets.UTF_8));
        }
        words.setValueCount(texts.words().length);
        return words;
    }

    private ArrowRecordBatch batch(Frame frame, int from, int to) {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
            root.allocateNew();
            for (int place = 0; place < frame.data().size(); place++) {
                fill(root.getVector(place), frame.data().get(place), from, to);
            }
            root.setRowCount(to - from);
            return new VectorUnloader(root).getRecordBatch();
        }
    }

    private static void fill(FieldVector vector, Column column, int from, int to) {
        for (int row = from; row < to; row++) {
            if (vector instanceof Float8Vector decimals) {
                decimals.setSafe(row - from, ((DoubleData) column.data()).values()[row]);
            } else {
                int value = column.data() instanceof TextData texts
                        ? texts.codes()[row]
                        : ((IntData) column.data()).values()[row];
                ((IntVector) vector).setSafe(row - from, value);
            }
        }
    }

    /** By a thread of its own, as gRPC's would wait for a call-back that it has to make itself. */
    @Override
    public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
        senders.execute(() -> send(ticket, listener));
    }

    private void send(Ticket ticket, ServerStreamListener listener) {
        String[] range = new String(ticket.getBytes(), StandardCharsets.UTF_8).split(":", -1);
        BackpressureStrategy pressure = new BackpressureStrategy.CallbackBackpressureStrategy();
        pressure.register(listener);
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
            VectorLoader loader = new VectorLoader(root);
            listener.start(root, dictionaries);
            int end = Math.min(batches.size(), Integer.parseInt(range[1]));
            for (int batch = Integer.parseInt(range[0]); batch < end; batch++) {
                if (pressure.waitForListener(PATIENCE_MILLIS) != BackpressureStrategy.WaitResult.READY) {
                    return;
                }
                loader.load(batches.get(batch));
                listener.putNext();
            }
            listener.completed();
        }
    }
}
