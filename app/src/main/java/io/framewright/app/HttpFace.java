package io.framewright.app;

import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.ProcessManager;
import io.framewright.manager.ProcessManagerConfig;
import io.framewright.net.HttpConfig;
import io.framewright.net.HttpPorts;
import io.framewright.net.HttpServer;
import io.framewright.net.Metrics;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisEvents;

/** The HTTP server of a platform: it counts what workers do, and sends commands as any client does. */
final class HttpFace {
    private final HttpConfig config;
    private final Metrics metrics = new Metrics();

    HttpFace(HttpConfig config) {
        this.config = config;
    }

    /** The same manager, whose commands are counted. */
    ProcessManagerConfig counted(ProcessManagerConfig manager) {
        return manager.withWorker(manager.worker().withObserver(metrics::decided));
    }

    Either<Failure, HttpServer> start(
            ClientConfig servers,
            RabbitMq broker,
            RedisEvents events,
            ProcessManagerConfig managed,
            ProcessManager manager,
            Ending ending) {
        ProcessHost host = new ProcessHost(managed.managerId(), manager);
        return Framewright.connect(servers)
                .map(client -> ending.add(client, client::close))
                .flatMap(client -> HttpServer.start(
                        config,
                        new HttpPorts(
                                client,
                                host,
                                events.addresses(),
                                events.flightAddresses(),
                                broker.publisher(),
                                events.streams(),
                                metrics)))
                .map(server -> ending.add(server, () -> {
                    server.close();
                    metrics.close();
                }));
    }
}
