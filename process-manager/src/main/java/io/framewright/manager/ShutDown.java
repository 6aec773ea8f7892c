package io.framewright.manager;

import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps by which the workers and actors of a manager end, each of which is waited for no longer than it may take.
 */
final class ShutDown {
    private static final Logger log = LoggerFactory.getLogger(ShutDown.class);

    /** For handing over what is left when the commands that ran have ended. */
    private static final Duration TO_LEAVE = Duration.ofSeconds(30);

    /** For the actor system to end when it is told to; a node that was shut out gets as long. */
    static final Duration TO_TERMINATE = Duration.ofSeconds(10);

    private final ActorSystem<ManagerMessage> actors;
    private final Termination termination;
    private final Duration grace;

    ShutDown(ActorSystem<ManagerMessage> actors, Termination termination, Duration grace) {
        this.actors = actors;
        this.termination = termination;
        this.grace = grace;
    }

    /** Hands the workers to other nodes, if there are some, and ends the actors then. */
    void leave(Membership membership) {
        if (!isDoneWithin(grace.plus(TO_LEAVE), membership.leave())) {
            log.warn("the node could not leave its cluster in time; the others will find that it is gone");
        }
    }

    /** Lets commands that run end, and cuts off those that do not. */
    void suspend() {
        CompletableFuture<Boolean> suspended = new CompletableFuture<>();
        actors.tell(new ManagerMessage.Suspend(suspended));
        termination.ended().thenAccept(done -> suspended.complete(true));
        if (!isDoneWithin(grace, suspended)) {
            log.warn("commands still run after {}; they will be run again by the next host", grace);
            actors.tell(ManagerMessage.CutOff.INSTANCE);
        }
    }

    void terminate() {
        actors.terminate();
        isDoneWithin(TO_TERMINATE, termination.ended());
    }

    private static boolean isDoneWithin(Duration time, CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException bug) {
            throw new CompletionException(bug);
        }
    }
}
