package io.framewright.net;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.CallOptions;
import io.framewright.client.Framewright;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * To another worker: a file of Arrow in the place for uploads, and a {@code LOAD_WORKER_FRAME_MANAGER} of it. The file
 * stays, as the frame comes back from it when its worker starts again.
 */
final class WorkerPush implements PushSink {
    private static final Logger log = LoggerFactory.getLogger(WorkerPush.class);
    private static final Duration LOADED_WITHIN = Duration.ofMinutes(30);

    private final Framewright platform;
    private final Uploads uploads;
    private final PushDestination.ToWorker to;
    private final AtomicReference<UUID> loading = new AtomicReference<>();

    WorkerPush(Framewright platform, Uploads uploads, PushDestination.ToWorker to) {
        this.platform = platform;
        this.uploads = uploads;
        this.to = to;
    }

    @Override
    public boolean takesAllAtOnce() {
        return true;
    }

    @Override
    public Either<Failure, Long> take(Batch batch) {
        return platform.record(to.workerId())
                .flatMap(record -> record.isPresent()
                        ? Either.right(record.get())
                        : Either.left(Requests.noSuchWorker(to.workerId().toString())))
                .flatMap(there -> uploads.write(batch.frame(), batch.monitor()))
                .flatMap(file -> load(file, batch).mapLeft(failure -> {
                    uploads.remove(file);
                    return failure;
                }));
    }

    private Either<Failure, Long> load(Uploads.Kept file, Batch batch) {
        ObjectNode data = Json.mapper().createObjectNode().put("frame", to.frame());
        data.putObject("source").put("type", "arrow").put("path", file.path());
        Command load = new Command(
                CommandTypes.LOAD_WORKER_FRAME_MANAGER,
                UUID.randomUUID(),
                Timestamps.now(),
                batch.pushId(),
                null,
                null,
                null,
                data);
        loading.set(load.commandId());
        return platform.send(to.workerId(), load, CallOptions.ofTimeout(LOADED_WITHIN))
                .await(LOADED_WITHIN)
                .map(loaded -> file.bytes());
    }

    @Override
    public void stop() {
        UUID commandId = loading.get();
        if (commandId != null) {
            platform.cancel(to.workerId(), commandId)
                    .peekLeft(failure -> log.debug("a load was not cancelled: {}", failure.message()));
        }
    }
}
