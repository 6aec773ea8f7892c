package io.framewright.net;

import io.javalin.http.Context;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a trace that came with a request go on with its command. Where an OpenTelemetry SDK is on the class path, or its
 * agent runs, the sending is a span of its own; without, the command carries what the request had.
 */
final class Traces {
    static final String TRACEPARENT = "traceparent";

    private static final TextMapGetter<Context> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Context request) {
            return List.copyOf(request.headerMap().keySet());
        }

        @Override
        public @Nullable String get(@Nullable Context request, String name) {
            return request == null ? null : request.header(name);
        }
    };

    private Traces() {}

    /** The {@code traceparent} for the command of a request; empty if it has none, or one that is none. */
    static Optional<String> of(Context request) {
        W3CTraceContextPropagator traces = W3CTraceContextPropagator.getInstance();
        io.opentelemetry.context.Context from =
                traces.extract(io.opentelemetry.context.Context.root(), request, HEADERS);
        Span span = GlobalOpenTelemetry.getTracer("io.framewright.net")
                .spanBuilder("send command")
                .setParent(from)
                .setSpanKind(SpanKind.PRODUCER)
                .startSpan();
        Map<String, String> carried = new HashMap<>();
        traces.inject(from.with(span), carried, (map, name, value) -> {
            if (map != null) {
                map.put(name, value);
            }
        });
        span.end();
        return Optional.ofNullable(carried.get(TRACEPARENT));
    }
}
