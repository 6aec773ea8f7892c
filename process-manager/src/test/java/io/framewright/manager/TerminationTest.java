package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TerminationTest {
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void anActorThatDoesNotEndHoldsNobodyUpForEver() throws Exception {
        ActorSystem<String> actors = ActorSystem.create(endsOnlyWhenItMay(String.class), "stuck");
        CompletionStage<?> ended = new Termination(actors, Duration.ofMillis(200)).ended();
        try {
            actors.terminate();

            ended.toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(actors.getWhenTerminated().toCompletableFuture()).isNotDone();
        } finally {
            mayEnd.countDown();
            actors.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void actorsThatEndAreNotWaitedForLonger() throws Exception {
        ActorSystem<String> actors = ActorSystem.create(Behaviors.<String>empty(), "quick");
        CompletionStage<?> ended = new Termination(actors, Duration.ofHours(1)).ended();
        assertThat(ended.toCompletableFuture()).as("nobody has told them to").isNotDone();

        actors.terminate();

        ended.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void nobodyWaitsForTheCommandsOfActorsThatHadTheirTime() throws Exception {
        ActorSystem<ManagerMessage> actors = ActorSystem.create(endsOnlyWhenItMay(ManagerMessage.class), "shut-out");
        Termination termination = new Termination(actors, Duration.ofMillis(200));
        try {
            actors.terminate();
            termination.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);

            ShutDown shutDown = new ShutDown(actors, termination, Duration.ofHours(1));
            CompletableFuture.runAsync(() -> {
                        shutDown.suspend();
                        shutDown.terminate();
                    })
                    .get(5, TimeUnit.SECONDS);
            assertThat(actors.getWhenTerminated().toCompletableFuture()).isNotDone();
        } finally {
            mayEnd.countDown();
            actors.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private <T> Behavior<T> endsOnlyWhenItMay(Class<T> messages) {
        return Behaviors.receive(messages)
                .onSignal(PostStop.class, stop -> {
                    mayEnd.await();
                    return Behaviors.same();
                })
                .build();
    }
}
