package io.framewright.manager;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a manager's actors, which comes also if the actor system does not end: Akka's remoting waits, when it is
 * shut down, for peers that may lie behind a cable that was pulled (seen with TLS on a busy machine for longer than a
 * minute, with no thread at work). A node that was shut out must not stay as long as that: to whoever watches over its
 * process it would seem to work. Thread-safe.
 */
final class Termination {
    private static final Logger log = LoggerFactory.getLogger(Termination.class);

    private final CompletableFuture<Done> ended = new CompletableFuture<>();

    /** @param patience how long the actors may take from when they are told to end */
    Termination(ActorSystem<?> actors, Duration patience) {
        actors.getWhenTerminated().thenAccept(ended::complete);
        CoordinatedShutdown.get(actors.classicSystem())
                .addTask(CoordinatedShutdown.PhaseActorSystemTerminate(), "framewright-patience", () -> {
                    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                            .execute(() -> giveUp(patience));
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
    }

    private void giveUp(Duration patience) {
        if (ended.complete(Done.getInstance())) {
            log.warn("the actor system did not end within {}; the process goes on to its end without it", patience);
        }
    }

    /** Completes, never exceptionally, when the actors have ended, or had the time to. */
    CompletionStage<Done> ended() {
        return ended.minimalCompletionStage();
    }
}
