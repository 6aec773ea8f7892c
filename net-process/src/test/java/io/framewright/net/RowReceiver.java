package io.framewright.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that rows are pushed to; it may take its time, refuse, or send elsewhere. */
final class RowReceiver implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<Integer, String> byOffset = new ConcurrentHashMap<>();
    private final List<Map<String, String>> heads = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int refuseFrom = Integer.MAX_VALUE;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    RowReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/in", this::take);
        server.createContext("/away", exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port() + "/in");
            answer(exchange, 302);
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        int offset = Integer.parseInt(exchange.getRequestHeaders().getFirst(RowBytes.OFFSET));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!gate.await(20, TimeUnit.SECONDS)) {
                answer(exchange, 504);
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return;
        }
        if (offset >= refuseFrom) {
            answer(exchange, 500);
            return;
        }
        byOffset.put(offset, body);
        synchronized (heads) {
            Map<String, String> head = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> head.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
            heads.add(head);
        }
        answer(exchange, 204);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** From this row on it answers 500. */
    void refuseFrom(int offset) {
        refuseFrom = offset;
    }

    /** Holds every request up until it is opened. */
    CountDownLatch close(int opens) {
        gate = new CountDownLatch(opens);
        return gate;
    }

    /** All rows, in the order of their offsets. */
    String rows() {
        return String.join("", new TreeMap<>(byOffset).values());
    }

    /** What came beside the batches that were taken. */
    List<Map<String, String>> heads() {
        synchronized (heads) {
            return List.copyOf(heads);
        }
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
