package io.framewright.net;

import io.framewright.event.Failure;
import io.grpc.ClientCall;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import java.io.ByteArrayInputStream;
import org.jspecify.annotations.Nullable;

/** One call that is handed on: a message is asked for when there is room for it with who asked here. */
final class FlightForwarding implements ClientResponseObserver<byte[], byte[]> {
    private final FlightAnswering to;
    private final Failure unreachable;
    private @Nullable ClientCallStreamObserver<byte[]> from;
    private boolean waiting;

    private FlightForwarding(FlightAnswering to, Failure unreachable) {
        this.to = to;
        this.unreachable = unreachable;
    }

    /** @param unreachable what is answered if the other process does not */
    static void start(ClientCall<byte[], byte[]> call, byte[] request, FlightAnswering to, Failure unreachable) {
        FlightForwarding forwarding = new FlightForwarding(to, unreachable);
        to.onReady(forwarding::more);
        ClientCalls.asyncServerStreamingCall(call, request, forwarding);
        to.onGone(() -> call.cancel("nobody waits for it any more", null));
    }

    @Override
    public synchronized void beforeStart(ClientCallStreamObserver<byte[]> stream) {
        from = stream;
        stream.disableAutoRequestWithInitial(1);
    }

    @Override
    public synchronized void onNext(byte[] message) {
        to.send(new ByteArrayInputStream(message));
        waiting = true;
        more();
    }

    private synchronized void more() {
        ClientCallStreamObserver<byte[]> stream = from;
        if (waiting && stream != null && to.isReady()) {
            waiting = false;
            stream.request(1);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        FlightStatus.answered(thrown).ifPresentOrElse(to::fail, () -> to.fail(unreachable));
    }

    @Override
    public void onCompleted() {
        to.end();
    }
}
