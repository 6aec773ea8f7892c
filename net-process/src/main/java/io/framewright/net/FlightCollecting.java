package io.framewright.net;

import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Collects small messages until all are there. */
final class FlightCollecting implements StreamObserver<byte[]> {
    private final CompletableFuture<List<byte[]>> to;
    private final List<byte[]> all = new ArrayList<>();

    FlightCollecting(CompletableFuture<List<byte[]>> to) {
        this.to = to;
    }

    @Override
    public void onNext(byte[] message) {
        all.add(message);
    }

    @Override
    public void onError(Throwable thrown) {
        to.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {
        to.complete(List.copyOf(all));
    }
}
