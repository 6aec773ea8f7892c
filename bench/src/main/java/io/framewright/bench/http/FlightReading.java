package io.framewright.bench.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rows by Flight with Arrow's own client, in parts that are read at a time; a connection each, which stays. */
final class FlightReading implements AutoCloseable {
    private final BufferAllocator allocator = new RootAllocator();
    private final List<FlightClient> clients = new ArrayList<>();
    private final List<Ticket> parts;
    private final ExecutorService readers;
    private final long rows;

    private FlightReading(Location location, List<String> parts, long rows) {
        this.parts = parts.stream()
                .map(part -> new Ticket(part.getBytes(StandardCharsets.UTF_8)))
                .toList();
        parts.forEach(
                part -> clients.add(FlightClient.builder(allocator, location).build()));
        this.readers = Executors.newFixedThreadPool(parts.size());
        this.rows = rows;
    }

    /** Ours, in so many parts. */
    static FlightReading ours(UpProcess up, String worker, int rows, int parts) {
        String uuid = worker.substring("/workers/".length());
        List<String> tickets = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) rows * part / parts);
            int to = (int) ((long) rows * (part + 1) / parts);
            tickets.add("{\"worker\": \"" + uuid + "\", \"offset\": " + from + ", \"limit\": " + (to - from) + "}");
        }
        return new FlightReading(up.flight(), tickets, rows);
    }

    /** Arrow's own, in so many parts. */
    static FlightReading bare(BareProcess bare, int rows, int parts) {
        int batches = (rows + BareFlight.ROWS_A_BATCH - 1) / BareFlight.ROWS_A_BATCH;
        List<String> tickets = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            tickets.add(batches * part / parts + ":" + batches * (part + 1) / parts);
        }
        return new FlightReading(bare.location(), tickets, rows);
    }

    /** All rows, once. */
    Reading.Took read() throws Exception {
        List<Callable<long[]>> work = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            FlightClient client = clients.get(part);
            Ticket ticket = parts.get(part);
            work.add(() -> read(client, ticket));
        }
        long began = System.nanoTime();
        long count = 0;
        long bytes = 0;
        for (Future<long[]> each : readers.invokeAll(work)) {
            count += each.get()[0];
            bytes += each.get()[1];
        }
        long nanos = System.nanoTime() - began;
        if (count != rows) {
            throw new IllegalStateException(count + " of " + rows + " rows came");
        }
        return new Reading.Took(nanos, bytes, parts.size());
    }

    private static long[] read(FlightClient client, Ticket ticket) throws Exception {
        long count = 0;
        long bytes = 0;
        try (FlightStream stream = client.getStream(ticket)) {
            VectorSchemaRoot root = stream.getRoot();
            while (stream.next()) {
                count += root.getRowCount();
                for (FieldVector vector : root.getFieldVectors()) {
                    bytes += vector.getBufferSize();
                }
            }
        }
        return new long[] {count, bytes};
    }

    @Override
    public void close() throws Exception {
        readers.shutdown();
        for (FlightClient client : clients) {
            client.close();
        }
        allocator.close();
    }
}
