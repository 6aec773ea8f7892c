package io.framewright.bench.client;

import java.util.concurrent.CompletionStage;

/** Calls the echo; one way of doing it. */
interface Caller extends AutoCloseable {
    String name();

    /** Completes with the number that came back. */
    CompletionStage<Integer> call(int number);

    @Override
    void close();
}
