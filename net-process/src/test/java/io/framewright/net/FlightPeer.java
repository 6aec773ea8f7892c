package io.framewright.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.jspecify.annotations.Nullable;

/** Arrow's own client of a server of a test. It is closed with an error if it has lost memory. */
final class FlightPeer implements AutoCloseable {
    private final BufferAllocator allocator = new RootAllocator();
    private final FlightClient client;

    FlightPeer(String uri) {
        this.client = FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", portOf(uri)))
                .build();
    }

    static FlightPeer of(TestServer server) {
        return new FlightPeer(server.server().flight().orElseThrow().toString());
    }

    private static int portOf(String uri) {
        return Integer.parseInt(uri.substring(uri.lastIndexOf(':') + 1));
    }

    FlightClient client() {
        return client;
    }

    /** The UUID in the path of a worker. */
    static UUID uuid(String worker) {
        return UUID.fromString(worker.substring("/workers/".length()));
    }

    /** All rows that a FlightInfo tells of, part after part, each where it says. */
    List<List<@Nullable String>> rows(FlightInfo info, CallOption... options) throws Exception {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (FlightEndpoint endpoint : info.getEndpoints()) {
            try (FlightPeer there =
                    new FlightPeer(endpoint.getLocations().get(0).getUri().toString())) {
                rows.addAll(there.rows(endpoint.getTicket(), options));
            }
        }
        return rows;
    }

    List<List<@Nullable String>> rows(Ticket ticket, CallOption... options) throws Exception {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (FlightStream stream = client.getStream(ticket, options)) {
            while (stream.next()) {
                add(stream.getRoot(), stream.getDictionaryProvider(), rows);
            }
        }
        return rows;
    }

    /** The same of a stream of bytes. */
    List<List<@Nullable String>> rows(InputStream bytes) throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (ArrowStreamReader reader = new ArrowStreamReader(bytes, allocator)) {
            while (reader.loadNextBatch()) {
                Map<Long, Dictionary> dictionaries = new HashMap<>(reader.getDictionaryVectors());
                DictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider(
                        dictionaries.values().toArray(Dictionary[]::new));
                add(reader.getVectorSchemaRoot(), provider, rows);
            }
        }
        return rows;
    }

    private static void add(VectorSchemaRoot root, DictionaryProvider dictionaries, List<List<@Nullable String>> rows) {
        List<ValueVector> columns = new ArrayList<>();
        List<ValueVector> decoded = new ArrayList<>();
        for (FieldVector vector : root.getFieldVectors()) {
            if (vector.getField().getDictionary() == null) {
                columns.add(vector);
            } else {
                ValueVector texts = DictionaryEncoder.decode(
                        vector,
                        dictionaries.lookup(vector.getField().getDictionary().getId()));
                columns.add(texts);
                decoded.add(texts);
            }
        }
        for (int row = 0; row < root.getRowCount(); row++) {
            List<@Nullable String> cells = new ArrayList<>();
            for (ValueVector column : columns) {
                Object value = column.getObject(row);
                cells.add(value == null ? null : value.toString());
            }
            rows.add(cells);
        }
        decoded.forEach(ValueVector::close);
    }

    @Override
    public void close() throws Exception {
        client.close();
        allocator.close();
    }
}
