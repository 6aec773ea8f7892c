package io.framewright.manager.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.ShardingMessageExtractor;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.japi.function.Function;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The entities of all workers, on whichever node each is. Thread-safe. */
final class WorkerEntities {
    private static final EntityTypeKey<EntityMessage> KEY = EntityTypeKey.create(EntityMessage.class, "worker");

    /** So long an entity has to answer before it is looked what became of the question. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final ClusterSharding sharding;

    WorkerEntities(ActorSystem<?> system) {
        this.sharding = ClusterSharding.get(system);
    }

    /** Takes entities on this node from now on, where the allocation puts them here. */
    void host(Surroundings node, WorkerAllocation allocation) {
        sharding.init(Entity.of(
                        KEY,
                        context ->
                                WorkerEntity.create(UUID.fromString(context.getEntityId()), node, context.getShard()))
                .withStopMessage(new EntityMessage.Leave())
                .withMessageExtractor(new OneShardEach())
                .withAllocationStrategy(allocation));
    }

    void tell(UUID workerId, EntityMessage message) {
        sharding.entityRefFor(KEY, workerId.toString()).tell(message);
    }

    /** Empty if no answer came in time. */
    CompletionStage<Optional<Boolean>> ask(
            UUID workerId, Function<ActorRef<EntityMessage.Done>, EntityMessage> question) {
        return sharding.entityRefFor(KEY, workerId.toString())
                .<EntityMessage.Done>ask(question, ANSWER_WITHIN)
                .thenApply(done -> Optional.of(done.changed()))
                .exceptionally(late -> Optional.empty());
    }

    /** A worker, a shard: so each is placed for itself. */
    private static final class OneShardEach
            extends ShardingMessageExtractor<ShardingEnvelope<EntityMessage>, EntityMessage> {
        @Override
        public String entityId(ShardingEnvelope<EntityMessage> envelope) {
            return envelope.entityId();
        }

        @Override
        public String shardId(String entityId) {
            return entityId;
        }

        @Override
        public EntityMessage unwrapMessage(ShardingEnvelope<EntityMessage> envelope) {
            return envelope.message();
        }
    }
}
