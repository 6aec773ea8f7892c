package io.framewright.manager;

import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.transport.CancelNotice;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.Subscription;
import io.framewright.transport.WorkerRegistry;
import io.framewright.worker.Ports;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other processes want of the workers here, at once. What is said while Redis is away is written down as
 * well, and read when it is back.
 */
final class ManagerChannel implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ManagerChannel.class);

    private final UUID managerId;
    private final Ports ports;
    private final Supplier<Collection<UUID>> workers;
    private final BiConsumer<UUID, UUID> cancel;
    private final Executor blocking;
    private volatile @Nullable Subscription subscription;

    /**
     * @param workers of this process
     * @param cancel takes a worker of this process and a command that is to be cancelled; must not block
     */
    ManagerChannel(
            UUID managerId,
            Ports ports,
            Supplier<Collection<UUID>> workers,
            BiConsumer<UUID, UUID> cancel,
            Executor blocking) {
        this.managerId = managerId;
        this.ports = ports;
        this.workers = workers;
        this.cancel = cancel;
        this.blocking = blocking;
    }

    Either<Failure, Boolean> open() {
        return ports.subscriber()
                .follow(DestinationNames.managerChannel(managerId), new EventListener() {
                    @Override
                    public void onEvent(Event event) {
                        log.debug("an event on the channel of the manager: {}", event.eventType());
                    }

                    /** Notices are no events. */
                    @Override
                    public void onUnreadable(String message) {
                        CancelNotice.read(message)
                                .ifPresent(notice -> cancel.accept(notice.workerId(), notice.commandId()));
                    }

                    @Override
                    public void onGap() {
                        blocking.execute(() -> workers.get().forEach(ManagerChannel.this::read));
                    }
                })
                .map(opened -> {
                    subscription = opened;
                    return true;
                });
    }

    private void read(UUID workerId) {
        WorkerRegistry registry = ports.registry();
        registry.cancelled(workerId)
                .map(commands -> {
                    commands.forEach(command -> cancel.accept(workerId, command));
                    return true;
                })
                .mapLeft(failure -> {
                    log.warn("what is to be cancelled of worker {} could not be read: {}", workerId, failure.message());
                    return failure;
                });
    }

    @Override
    public void close() {
        Subscription current = subscription;
        if (current != null) {
            current.close();
        }
    }
}
