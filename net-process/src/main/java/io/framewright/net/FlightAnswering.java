package io.framewright.net;

import io.framewright.event.Failure;
import io.grpc.Drainable;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The way back to a caller. What happens to it can be said later than gRPC wants to know, as it is said when it is
 * known what is answered. Ends once, whoever ends it. Thread-safe.
 */
final class FlightAnswering {
    /** So much may wait to be taken: the next message is made while the one before is on its way. */
    private static final int BYTES_IN_WAITING = 2 << 20;

    private final ServerCallStreamObserver<InputStream> to;
    private final FlightCall call;
    private volatile Runnable ready = () -> {};
    private volatile Runnable gone = () -> {};
    private boolean ended;

    private FlightAnswering(ServerCallStreamObserver<InputStream> to, FlightCall call) {
        this.to = to;
        this.call = call;
    }

    /** To be called while the call begins. */
    static FlightAnswering of(StreamObserver<InputStream> observer) {
        FlightAnswering answering =
                new FlightAnswering((ServerCallStreamObserver<InputStream>) observer, FlightCall.KEY.get());
        answering.to.setOnReadyThreshold(BYTES_IN_WAITING);
        answering.to.setOnReadyHandler(() -> answering.ready.run());
        answering.to.setOnCancelHandler(() -> answering.gone.run());
        answering.to.setOnCloseHandler(() -> answering.gone.run());
        return answering;
    }

    FlightCall call() {
        return call;
    }

    /** @param handler called when more can be sent; from several threads, one after the other */
    void onReady(Runnable handler) {
        ready = handler;
    }

    /** @param handler called when nobody waits for anything any more, perhaps twice */
    void onGone(Runnable handler) {
        gone = handler;
        if (isGone()) {
            handler.run();
        }
    }

    boolean isReady() {
        return to.isReady();
    }

    synchronized boolean isGone() {
        return ended || to.isCancelled();
    }

    synchronized void send(InputStream message) {
        if (!ended && !to.isCancelled()) {
            to.onNext(message);
        }
    }

    synchronized void end() {
        if (!ended) {
            ended = true;
            to.onCompleted();
        }
    }

    /**
     * Ends the call without waiting for what is still to be taken of it. An end by status would queue behind that; what
     * gRPC resets by itself is a call with a message that cannot be written.
     */
    synchronized void reset() {
        if (!ended) {
            ended = true;
            to.onNext(new Unwritable());
        }
    }

    void fail(Failure failure) {
        fail(FlightStatus.exception(failure));
    }

    synchronized void fail(StatusRuntimeException exception) {
        if (!ended) {
            ended = true;
            to.onError(exception);
        }
    }

    private static final class Unwritable extends InputStream implements Drainable {
        @Override
        public int read() throws IOException {
            throw new IOException("the reader takes nothing any more, and is put out");
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            return read();
        }
    }
}
