package io.framewright.net;

import io.framewright.event.Failure;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets calls in: who asks is known by a token, and nobody asks too often. Counts calls. Thread-safe. */
final class FlightEntrance implements ServerInterceptor {
    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    /** Says which process handed a call on. */
    static final Metadata.Key<String> FORWARDED_BY =
            Metadata.Key.of("framewright-forwarded-by", Metadata.ASCII_STRING_MARSHALLER);
    /** The newest event that the caller of that process may have been told of. */
    static final Metadata.Key<String> AFTER = Metadata.Key.of("framewright-after", Metadata.ASCII_STRING_MARSHALLER);

    private static final Logger log = LoggerFactory.getLogger(FlightEntrance.class);

    private final Callers callers;
    private final RateLimit rate;
    private final int callsPerSecond;
    private final Metrics metrics;

    FlightEntrance(Callers callers, int callsPerSecond, Metrics metrics) {
        this.callers = callers;
        this.rate = new RateLimit(callsPerSecond, System::nanoTime);
        this.callsPerSecond = callsPerSecond;
        this.metrics = metrics;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Counted<Q, A> counted = new Counted<>(call, metrics);
        String address = address(call);
        if (!rate.admits(address)) {
            return refused(
                    counted,
                    HttpCode.TOO_MANY_REQUESTS.failure(
                            "This address sends more than " + callsPerSecond + " calls a second; send fewer."));
        }
        @Nullable String authorization = headers.get(AUTHORIZATION);
        return callers.of(authorization)
                .fold(
                        failure -> {
                            log.warn("refused a call of Flight of {}: {}", address, failure.code());
                            return refused(counted, failure);
                        },
                        pending -> {
                            throw new IllegalStateException("whether a token is known takes no time");
                        },
                        caller -> admitted(counted, headers, caller, authorization, next));
    }

    private static <Q, A> ServerCall.Listener<Q> admitted(
            Counted<Q, A> counted,
            Metadata headers,
            Caller caller,
            @Nullable String authorization,
            ServerCallHandler<Q, A> next) {
        boolean forwarded = headers.containsKey(FORWARDED_BY);
        @Nullable String after = headers.get(AFTER);
        FlightCall known = new FlightCall(
                caller,
                Optional.ofNullable(authorization),
                forwarded,
                forwarded && after != null && after.matches("\\d{1,18}") ? Long.parseLong(after) : 0);
        return counted.listening(
                Contexts.interceptCall(Context.current().withValue(FlightCall.KEY, known), counted, headers, next));
    }

    private static <Q, A> ServerCall.Listener<Q> refused(ServerCall<Q, A> call, Failure failure) {
        call.close(FlightStatus.of(failure), FlightStatus.trailers(failure));
        return new ServerCall.Listener<>() {};
    }

    private static String address(ServerCall<?, ?> call) {
        @Nullable SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        return remote instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : String.valueOf(remote);
    }

    /** A call that is counted when it ends, whichever way. */
    private static final class Counted<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final Metrics metrics;
        private final long began = System.nanoTime();
        private boolean closed;

        Counted(ServerCall<Q, A> call, Metrics metrics) {
            super(call);
            this.metrics = metrics;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            closed(status.getCode());
            super.close(status, trailers);
        }

        private synchronized void closed(Status.Code code) {
            if (!closed) {
                closed = true;
                metrics.flightCall(
                        Optional.ofNullable(getMethodDescriptor().getBareMethodName())
                                .orElse(""),
                        code.name(),
                        Duration.ofNanos(System.nanoTime() - began));
            }
        }

        ServerCall.Listener<Q> listening(ServerCall.Listener<Q> listener) {
            return new SimpleForwardingServerCallListener<>(listener) {
                @Override
                public void onCancel() {
                    closed(Status.Code.CANCELLED);
                    super.onCancel();
                }
            };
        }
    }
}
