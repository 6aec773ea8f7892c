package io.framewright.manager.cluster;

import akka.actor.ActorRef;
import akka.actor.Address;
import akka.cluster.sharding.ShardCoordinator.AbstractShardAllocationStrategy;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Uuids;
import io.framewright.transport.WorkerRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * Where workers go. Every worker is a shard of its own, so that each is placed for itself: a new one where it was sent
 * (whoever spawns it has chosen by labels and memory), one on record by its labels and by memory. A worker that runs is
 * never moved to even things out: its frames may be large. What is taken back now and then are the places of workers
 * that are no more.
 */
final class WorkerAllocation extends AbstractShardAllocationStrategy {
    private static final Logger log = LoggerFactory.getLogger(WorkerAllocation.class);
    private static final int FORGOTTEN_AT_A_TIME = 200;

    private final Nodes nodes;
    private final WorkerRecords records;
    private final Address self;
    private final ActorRef nobody;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    private Set<String> unrecorded = Set.of();

    /** @param nobody is given where there is no place; asked for again, the worker may find one */
    WorkerAllocation(Nodes nodes, WorkerRecords records, Address self, ActorRef nobody) {
        this.nodes = nodes;
        this.records = records;
        this.self = self;
        this.nobody = nobody;
    }

    @Override
    public Future<ActorRef> allocateShard(
            ActorRef requester, String shardId, Map<ActorRef, IndexedSeq<String>> allocations) {
        Map<String, ActorRef> regions = new HashMap<>();
        allocations.keySet().forEach(region -> regions.put(addressOf(region), region));
        ActorRef asking = allocations.containsKey(requester) ? requester : nobody;
        return FutureConverters.asScala(find(shardId)
                .thenApply(found -> found.fold(
                        failure -> {
                            log.warn("worker {} has no place yet: {}", shardId, failure.message());
                            return nobody;
                        },
                        pending -> nobody,
                        record -> record.map(known -> place(known, regions)).orElse(asking))));
    }

    private CompletionStage<Either<Failure, Optional<WorkerRecord>>> find(String shardId) {
        return Uuids.read(shardId)
                .map(records::find)
                .orElseGet(() -> CompletableFuture.completedStage(Either.right(Optional.empty())));
    }

    private ActorRef place(WorkerRecord worker, Map<String, ActorRef> regions) {
        return nodes.choose(worker.labels(), node -> regions.containsKey(node.address()))
                .flatMap(node -> Optional.ofNullable(regions.get(node.address())))
                .map(region -> {
                    waiting.remove(worker.workerId());
                    return region;
                })
                .orElseGet(() -> {
                    if (waiting.add(worker.workerId())) {
                        log.warn(
                                "worker {} waits for a node with the labels {}",
                                worker.workerId(),
                                worker.sortedLabels());
                    }
                    return nobody;
                });
    }

    private String addressOf(ActorRef region) {
        Address address = region.path().address();
        return Nodes.addressOf(address.hasLocalScope() ? self : address);
    }

    @Override
    public Future<Set<String>> rebalance(
            Map<ActorRef, IndexedSeq<String>> allocations, Set<String> rebalanceInProgress) {
        Set<String> allocated = new HashSet<>();
        allocations.values().forEach(shards -> shards.foreach(allocated::add));
        allocated.removeAll(rebalanceInProgress);
        if (allocated.isEmpty()) {
            return FutureConverters.asScala(CompletableFuture.completedFuture(Set.of()));
        }
        return FutureConverters.asScala(
                records.list(any -> true).thenApply(recorded -> forgotten(allocated, recorded)));
    }

    /** Places whose workers were not on record at the last look either. */
    private synchronized Set<String> forgotten(Set<String> allocated, Either<Failure, List<WorkerRecord>> recorded) {
        return recorded.fold(failure -> Set.of(), pending -> Set.of(), there -> {
            allocated.removeAll(ids(there));
            Set<String> before = unrecorded;
            unrecorded = Set.copyOf(allocated);
            return allocated.stream()
                    .filter(before::contains)
                    .limit(FORGOTTEN_AT_A_TIME)
                    .collect(Collectors.toSet());
        });
    }

    private static Set<String> ids(List<WorkerRecord> records) {
        return records.stream().map(record -> record.workerId().toString()).collect(Collectors.toSet());
    }
}
