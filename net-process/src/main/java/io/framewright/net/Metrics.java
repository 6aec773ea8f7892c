package io.framewright.net;

import io.framewright.client.Framewright;
import io.framewright.transport.WorkerStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/**
 * What is counted and measured in this process, in the form that Prometheus reads: commands by type and outcome, how
 * long they took, bytes of frames, workers by status, requests, and what the JVM tells. Thread-safe.
 *
 * <pre>{@code
 * Metrics metrics = new Metrics();
 * WorkerConfig counted = workers.withObserver(metrics::decided);
 * }</pre>
 */
public final class Metrics implements AutoCloseable {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Types of commands are their callers' words: beyond so many they are all one. */
    private static final int MOST_TYPES = 200;

    private static final String OTHER = "OTHER";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter flightRows = Counter.builder("framewright.flight.rows")
            .description("Rows that were sent by Arrow Flight")
            .register(registry);
    private final Counter flightBytes = Counter.builder("framewright.flight.bytes")
            .description("Bytes that were sent by Arrow Flight")
            .baseUnit("bytes")
            .register(registry);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Set<String> types = ConcurrentHashMap.newKeySet();
    private final Map<WorkerStatus, AtomicLong> workers = new EnumMap<>(WorkerStatus.class);

    /** Nothing is counted yet. */
    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
        Arrays.stream(WorkerStatus.values()).forEach(status -> {
            AtomicLong count = new AtomicLong();
            workers.put(status, count);
            Gauge.builder("framewright.workers", count, AtomicLong::doubleValue)
                    .description("Workers on record, of all processes")
                    .tag("status", status.name())
                    .register(registry);
        });
    }

    /**
     * A command of a worker of this process has its outcome.
     *
     * @param code of its failure; empty if it succeeded
     * @param took from the begin of its run; zero if it did not run
     */
    public void decided(String commandType, Optional<String> code, Duration took) {
        String type = known(commandType);
        Counter.builder("framewright.commands")
                .description("Commands that have their outcome")
                .tag("type", type)
                .tag("outcome", code.isEmpty() ? "SUCCEEDED" : "FAILED")
                .tag("code", code.map(this::known).orElse(""))
                .register(registry)
                .increment();
        if (!took.isZero()) {
            Timer.builder("framewright.command")
                    .description("From the begin of a command's run until its outcome was recorded")
                    .serviceLevelObjectives(BUCKETS)
                    .tag("type", type)
                    .register(registry)
                    .record(took);
        }
    }

    private String known(String word) {
        return types.contains(word) || types.size() < MOST_TYPES && types.add(word) ? word : OTHER;
    }

    /** A request was answered. */
    void answered(String method, String route, int status, Duration took) {
        Timer.builder("http.server.requests")
                .description("Requests over HTTP")
                .serviceLevelObjectives(BUCKETS)
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(took);
    }

    /** A call of Flight is over. */
    void flightCall(String method, String status, Duration took) {
        Timer.builder("framewright.flight.calls")
                .description("Calls of Arrow Flight")
                .serviceLevelObjectives(BUCKETS)
                .tag("method", method)
                .tag("status", status)
                .register(registry)
                .record(took);
    }

    /** A message with rows, or what they need, was sent by Flight. */
    void flightSent(long rows, long bytes) {
        flightRows.increment(rows);
        flightBytes.increment(bytes);
    }

    /** A number that is looked up when somebody asks; held weakly. */
    <T> void gauge(String name, String description, T of, ToDoubleFunction<T> number) {
        Gauge.builder(name, of, number).description(description).register(registry);
    }

    /** All of it. Workers are counted by Redis; while that is away, the last count stands. */
    String scrape(Framewright platform) {
        platform.workers()
                .peek(records -> workers.forEach((status, count) -> count.set(records.stream()
                        .filter(record -> record.status() == status)
                        .count())));
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
