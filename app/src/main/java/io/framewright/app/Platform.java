package io.framewright.app;

import io.framewright.app.config.PlatformConfig;
import io.framewright.client.ClientConfig;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.ProcessManager;
import io.framewright.manager.ProcessManagerConfig;
import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.net.HttpConfig;
import io.framewright.net.HttpServer;
import io.framewright.query.source.DataRoots;
import io.framewright.transport.embedded.EmbeddedBroker;
import io.framewright.transport.embedded.EmbeddedBrokerConfig;
import io.framewright.transport.embedded.EmbeddedRedis;
import io.framewright.transport.embedded.EmbeddedRedisConfig;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.worker.HostMemory;
import io.framewright.worker.Ports;
import io.framewright.worker.snapshot.SnapshotDirectory;
import io.framewright.worker.snapshot.Snapshots;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** All of it in this process: the servers of our own that are asked for, the ports, the process manager. */
final class Platform {
    private final URI amqp;
    private final URI redis;
    private final ProcessManager manager;
    private final Optional<HttpServer> http;

    private Platform(URI amqp, URI redis, ProcessManager manager, Optional<HttpServer> http) {
        this.amqp = amqp;
        this.redis = redis;
        this.manager = manager;
        this.http = http;
    }

    /**
     * Starts everything.
     *
     * @param cluster how this process is a node of a cluster; empty if it is none
     * @param http how it listens for HTTP; empty if it does not
     * @param runDirectory where the embedded Redis leaves its note
     * @param snapshots where frames are kept; empty if they are not
     * @param progress told what is about to start
     * @param ending where it is noted how to stop what was started, also if the rest could not be
     * @return left {@code BROKER_UNAVAILABLE}, {@code REDIS_UNAVAILABLE}, {@code CLUSTER_UNAVAILABLE}, or
     *     {@code FILE_UNUSABLE} for the snapshots
     */
    static Either<Failure, Platform> start(
            PlatformConfig config,
            Optional<ClusterConfig> cluster,
            Optional<HttpConfig> http,
            Path runDirectory,
            Optional<Path> snapshots,
            Consumer<String> progress,
            Ending ending) {
        return store(snapshots).flatMap(store -> start(config, cluster, http, store, runDirectory, progress, ending));
    }

    private static Either<Failure, Platform> start(
            PlatformConfig config,
            Optional<ClusterConfig> cluster,
            Optional<HttpConfig> http,
            Snapshots store,
            Path runDirectory,
            Consumer<String> progress,
            Ending ending) {
        return redis(config, runDirectory, progress, ending)
                .flatMap(redis -> broker(config, progress, ending).flatMap(amqp -> {
                    progress.accept("Starting the process manager...");
                    Optional<HttpFace> face = http.map(HttpFace::new);
                    ProcessManagerConfig plain = managerConfig(config, cluster, store);
                    ProcessManagerConfig managed =
                            face.map(counting -> counting.counted(plain)).orElse(plain);
                    return rabbitMq(amqp, config, ending)
                            .flatMap(rabbit -> redisEvents(redis, ending)
                                    .flatMap(events -> ProcessManager.start(managed, Ports.of(rabbit, events))
                                            .map(manager -> ending.add(manager, manager::close))
                                            .flatMap(manager -> listening(face.map(each -> each.start(
                                                            ClientConfig.of(amqp, redis),
                                                            rabbit,
                                                            events,
                                                            managed,
                                                            manager,
                                                            ending)))
                                                    .map(web -> new Platform(amqp, redis, manager, web)))));
                }));
    }

    private static Either<Failure, Optional<HttpServer>> listening(Optional<Either<Failure, HttpServer>> asked) {
        return asked.map(server -> server.map(Optional::of)).orElseGet(() -> Either.right(Optional.empty()));
    }

    private static ProcessManagerConfig managerConfig(
            PlatformConfig config, Optional<ClusterConfig> cluster, Snapshots store) {
        ProcessManagerConfig defaults =
                ProcessManagerConfig.defaults(DataRoots.of(config.dataRoots()), config.databases());
        HostMemory ofHeap = HostMemory.ofHeap();
        long memory = config.memory().orElse(ofHeap.limit());
        HostMemory limited = new HostMemory(config.workerMemory().orElse(memory), memory);
        ProcessManagerConfig single = defaults.withWorker(config.limits()
                .applyTo(defaults.worker()
                        .withSnapshots(store, config.snapshots().policy())
                        .withAckWithin(config.ackWithin())
                        .withMemory(limited)));
        return cluster.map(single::withCluster).orElse(single);
    }

    /** Whoever runs this needs the path to mend it; workers' messages do not name it. */
    private static Either<Failure, Snapshots> store(Optional<Path> directory) {
        return directory
                .map(place ->
                        SnapshotDirectory.of(place).mapLeft(failure -> failure.with("directory", place.toString())))
                .orElseGet(() -> Either.right(Snapshots.none()));
    }

    /** Address of the broker. */
    URI amqp() {
        return amqp;
    }

    /** Where other nodes reach this one; empty if it is no node of a cluster. */
    Optional<String> clusterAddress() {
        return manager.clusterAddress();
    }

    /** Where it listens for HTTP; empty if it does not. */
    Optional<URI> http() {
        return http.map(HttpServer::uri);
    }

    /** Where it listens for Arrow Flight; empty if it does not. */
    Optional<URI> flight() {
        return http.flatMap(HttpServer::flight);
    }

    /** The token that callers of HTTP can begin with, if it was made just now. */
    Optional<String> firstToken() {
        return http.flatMap(HttpServer::firstToken);
    }

    /** Completes when everything here has ended: with true if that is so because the other nodes shut this one out. */
    CompletionStage<Boolean> shutOut() {
        return manager.ended();
    }

    /** Address of the Redis. */
    URI redis() {
        return redis;
    }

    private static Either<Failure, URI> redis(
            PlatformConfig config, Path runDirectory, Consumer<String> progress, Ending ending) {
        if (config.redis().isPresent()) {
            return Either.right(config.redis().get());
        }
        progress.accept("Starting Redis...");
        return EmbeddedRedis.start(EmbeddedRedisConfig.defaults()
                        .withPort(config.redisPort())
                        .withRunDirectory(runDirectory))
                .map(server -> ending.add(server, server::close))
                .map(server -> URI.create(server.uri()));
    }

    private static Either<Failure, URI> broker(PlatformConfig config, Consumer<String> progress, Ending ending) {
        if (config.amqp().isPresent()) {
            return Either.right(config.amqp().get());
        }
        progress.accept("Starting the broker...");
        return EmbeddedBroker.start(EmbeddedBrokerConfig.defaults().withPort(config.amqpPort()))
                .map(server -> ending.add(server, server::close))
                .map(server -> URI.create(server.uri()));
    }

    private static Either<Failure, RabbitMq> rabbitMq(URI amqp, PlatformConfig config, Ending ending) {
        return RabbitMq.open(AmqpConfig.of(amqp.toString()).withQueueType(config.queueType()))
                .map(server -> ending.add(server, server::close));
    }

    private static Either<Failure, RedisEvents> redisEvents(URI redis, Ending ending) {
        return RedisEvents.open(RedisConfig.of(redis)).map(server -> ending.add(server, server::close));
    }
}
