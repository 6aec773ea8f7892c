package io.framewright.manager.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.WorkerStatus;
import io.framewright.worker.WorkerMessage.StopMode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker as the cluster knows it: one entity in all nodes, its id the worker's UUID. It starts the worker in this
 * process, ends it, and goes when the worker does. It does one thing at a time; what comes meanwhile waits. Whether the
 * worker may be started is not its to judge but that of the record in Redis.
 *
 * <p>This is one state machine: its transitions stay together, so that they can be read against each other. With what a
 * worker is started is in {@link Starts}.
 */
final class WorkerEntity extends AbstractBehavior<EntityMessage> {
    private static final Logger log = LoggerFactory.getLogger(WorkerEntity.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final UUID workerId;
    private final Surroundings node;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final Starts starts;
    private final Deque<EntityMessage> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean running;
    private boolean leaving;

    private WorkerEntity(
            ActorContext<EntityMessage> context,
            UUID workerId,
            Surroundings node,
            ActorRef<ClusterSharding.ShardCommand> shard) {
        super(context);
        this.workerId = workerId;
        this.node = node;
        this.shard = shard;
        this.starts = new Starts(workerId, node);
    }

    static Behavior<EntityMessage> create(
            UUID workerId, Surroundings node, ActorRef<ClusterSharding.ShardCommand> shard) {
        return Behaviors.setup(context -> new WorkerEntity(context, workerId, node, shard));
    }

    @Override
    public Receive<EntityMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(EntityMessage.Found.class, this::onFound)
                .onMessage(EntityMessage.Launched.class, this::onLaunched)
                .onMessage(EntityMessage.Again.class, this::onAgain)
                .onMessage(EntityMessage.Ended.class, ended -> onEnded())
                .onMessage(EntityMessage.Stopped.class, this::onStopped)
                .onMessage(EntityMessage.Leave.class, leave -> onLeave())
                .onAnyMessage(this::onRequest)
                .onSignal(PostStop.class, signal -> {
                    if (running) {
                        node.host().stop(workerId, StopMode.SUSPEND);
                    }
                    return this;
                })
                .build();
    }

    private Behavior<EntityMessage> onRequest(EntityMessage request) {
        if (busy) {
            waiting.addLast(request);
        } else if (request instanceof EntityMessage.Launch launch) {
            if (running) {
                launch.replyTo().tell(LaunchAnswer.of(Either.left(exists())));
            } else {
                launch(launch, starts.asked(launch));
            }
        } else if (!running) {
            busy = true;
            getContext()
                    .pipeToSelf(
                            node.find(workerId), (found, bug) -> new EntityMessage.Found(request, orBug(found, bug)));
        } else if (request instanceof EntityMessage.Stop stop) {
            end(stop);
        }
        return this;
    }

    private void end(EntityMessage.Stop stop) {
        getContext()
                .pipeToSelf(
                        node.host().stop(workerId, stop.mode()),
                        (done, bug) -> new EntityMessage.Stopped(stop, Boolean.TRUE.equals(done)));
    }

    /** One that is here no more may be elsewhere: it is looked for again. */
    private Behavior<EntityMessage> onStopped(EntityMessage.Stopped stopped) {
        EntityMessage.Stop stop = stopped.why();
        if (stopped.done() || leaving || stop.mode() == StopMode.SUSPEND) {
            stop.replyTo().tell(new EntityMessage.Done(stopped.done()));
        } else {
            getContext().scheduleOnce(AGAIN_AFTER, getContext().getSelf(), stop);
        }
        return this;
    }

    private Behavior<EntityMessage> onFound(EntityMessage.Found found) {
        busy = false;
        return found.record()
                .<Behavior<EntityMessage>>fold(
                        failure -> again(found.why(), failure),
                        pending -> next(),
                        record -> record.filter(known -> known.status() != WorkerStatus.QUARANTINED
                                        || found.why() instanceof EntityMessage.Stop)
                                .map(known -> launch(found.why(), starts.again(found.why(), known)))
                                .orElseGet(() -> notThere(found.why())));
    }

    private Behavior<EntityMessage> notThere(EntityMessage why) {
        if (why instanceof EntityMessage.Stop stop) {
            stop.replyTo().tell(new EntityMessage.Done(false));
        }
        return next();
    }

    private Behavior<EntityMessage> launch(EntityMessage why, WorkerHost.Start start) {
        busy = true;
        getContext()
                .pipeToSelf(
                        node.host().launch(start),
                        (started, bug) -> new EntityMessage.Launched(why, orBug(started, bug)));
        return this;
    }

    private Behavior<EntityMessage> onLaunched(EntityMessage.Launched launched) {
        busy = false;
        EntityMessage why = launched.why();
        if (launched.started().isRight()) {
            running = true;
            getContext().pipeToSelf(node.host().ended(workerId), (ended, bug) -> new EntityMessage.Ended());
        }
        if (why instanceof EntityMessage.Launch launch) {
            launch.replyTo().tell(LaunchAnswer.of(launched.started()));
            return next();
        }
        return launched.started()
                .<Behavior<EntityMessage>>fold(failure -> again(why, failure), pending -> next(), on -> {
                    if (why instanceof EntityMessage.Stop stop) {
                        end(stop);
                    } else {
                        log.info("worker {} runs here now, epoch {}", workerId, on.epoch());
                    }
                    return next();
                });
    }

    /**
     * While a server is away it is tried again soon, and so is ending a worker that somebody else started meanwhile.
     * Any other worker that lives elsewhere is left there.
     */
    private Behavior<EntityMessage> again(EntityMessage why, Failure failure) {
        boolean elsewhere = why instanceof EntityMessage.Stop && failure.is(FailureCode.WORKER_EXISTS);
        if ((failure instanceof Failure.Unreachable || elsewhere) && !leaving) {
            log.warn("worker {} cannot be started yet: {}", workerId, failure.message());
            busy = true;
            getContext().scheduleOnce(AGAIN_AFTER, getContext().getSelf(), new EntityMessage.Again(why));
            return this;
        }
        log.info("worker {} is not started here: {}", workerId, failure.message());
        return notThere(why);
    }

    private Behavior<EntityMessage> onAgain(EntityMessage.Again again) {
        busy = false;
        return leaving ? notThere(again.why()) : onRequest(again.why());
    }

    private Behavior<EntityMessage> onEnded() {
        running = false;
        if (leaving) {
            node.leftBehind(workerId);
        }
        return next();
    }

    private Behavior<EntityMessage> onLeave() {
        leaving = true;
        return next();
    }

    /** What waits; and if that is nothing, there is no need for this entity unless its worker runs. */
    private Behavior<EntityMessage> next() {
        if (busy) {
            return this;
        }
        if (leaving) {
            if (!running) {
                return Behaviors.stopped();
            }
            node.host().stop(workerId, StopMode.SUSPEND);
            return this;
        }
        EntityMessage request = waiting.pollFirst();
        if (request != null) {
            return onRequest(request);
        }
        if (!running) {
            shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
        }
        return this;
    }

    private Failure exists() {
        return Failure.of(
                FailureCode.WORKER_EXISTS,
                "The worker " + workerId + " is running. Kill it first, or spawn another.",
                "workerId",
                workerId.toString());
    }

    /** Stages of ours never complete exceptionally; if one does, that is a bug, and crashes the actor. */
    private static <T> Either<Failure, T> orBug(@Nullable Either<Failure, T> result, @Nullable Throwable bug) {
        if (result == null) {
            throw new IllegalStateException("a stage broke its contract", bug);
        }
        return result;
    }
}
