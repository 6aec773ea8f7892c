package io.framewright.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frames;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.serialize.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends commands to the handlers of a worker, without a worker around them. Quotes may be single ones. */
final class Commands implements CommandContext {
    private final Path root;
    private final AtomicInteger timesAskedToStop = new AtomicInteger();
    private Frames frames = Frames.EMPTY;
    private int eventLimitBytes = 32 << 10;

    Commands(Path root) {
        this.root = root;
    }

    void limitEventsTo(int bytes) {
        eventLimitBytes = bytes;
    }

    JsonNode send(String commandType, String data) {
        return handle(commandType, data)
                .fold(
                        failure -> {
                            throw new AssertionError(failure.toString());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        reply -> {
                            Frames next = reply.frames();
                            frames = next == null ? frames : next;
                            return reply.data();
                        });
    }

    Failure failure(String commandType, String data) {
        return handle(commandType, data)
                .fold(
                        failure -> failure,
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        reply -> {
                            throw new AssertionError("no failure but " + reply);
                        });
    }

    private Either<Failure, Reply> handle(String commandType, String data) {
        return Handlers.with(List.of())
                .find(commandType)
                .orElseThrow()
                .handle(Command.of(commandType, json(data)), this);
    }

    static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrongTest) {
            throw new AssertionError(wrongTest);
        }
    }

    @Override
    public UUID workerId() {
        return new UUID(0, 0);
    }

    @Override
    public Frames frames() {
        return frames;
    }

    @Override
    public DataRoots dataRoots() {
        return DataRoots.of(List.of(root));
    }

    @Override
    public DataLimits limits() {
        return DataLimits.defaults();
    }

    @Override
    public int eventLimitBytes() {
        return eventLimitBytes;
    }

    @Override
    public WorkMonitor monitor() {
        return new WorkMonitor() {
            @Override
            public boolean cancelled() {
                timesAskedToStop.incrementAndGet();
                return false;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };
    }

    /** How often handlers looked whether they should stop: they do while they look at rows. */
    int timesAskedToStop() {
        return timesAskedToStop.get();
    }
}
