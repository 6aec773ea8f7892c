package io.framewright.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.query.Destination;
import io.framewright.client.query.Operation;
import io.framewright.client.query.Source;
import io.framewright.client.query.StreamSource;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.serialize.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * One worker, as this client talks to it: a typed method for each of its commands. Immutable and thread-safe; it holds
 * nothing that must be closed.
 *
 * <p>Every method returns at once. Its result is pending while the worker works, with the progress that it reports; it
 * becomes a Right on {@code …_SUCCEEDED} and a Left on {@code …_FAILED}. Commands of one worker run one at a time, in
 * the order in which one thread sends them: the second need not wait for the answer to the first. Only a command that
 * the broker did not take at first, while it was away, may come after one that was sent later; where that matters,
 * wait.
 *
 * <pre>{@code
 * worker.load(Sources.csv("flights.csv"));                        // sent, not awaited
 * Either<Failure, Rows> rows = worker.query(Operations.limit(5)); // runs after the load
 * System.out.println(rows.await());
 * }</pre>
 *
 * <p>The methods without a frame's name are for a worker that holds one frame; {@link #frame(String)} names another.
 */
public final class Worker {
    private final Framewright platform;
    private final UUID id;
    private final CallOptions options;

    Worker(Framewright platform, UUID id, CallOptions options) {
        this.platform = platform;
        this.id = id;
        this.options = options;
    }

    /** Its UUID, which is the name of its queue too. */
    public UUID id() {
        return id;
    }

    /** The same worker, called with these options. */
    public Worker with(CallOptions other) {
        return new Worker(platform, id, other);
    }

    /** The same worker; calls wait so long for their outcome. */
    public Worker withTimeout(Duration timeout) {
        return with(options.withTimeout(timeout));
    }

    /**
     * The same worker, for one command: it is sent under this id, and executed once however often it is sent. Another
     * command under the same id is refused with {@code COMMAND_ID_REUSED}.
     */
    public Worker withCommandId(UUID commandId) {
        return with(options.withCommandId(commandId));
    }

    /** The same worker, for further commands: an id is for one. */
    Worker forMore() {
        return options.commandId().isEmpty() ? this : with(options.withNewCommandIds());
    }

    /** {@code GET_INFO_WORKER}. */
    public Either<Failure, WorkerInfo> info() {
        return call(CommandTypes.GET_INFO_WORKER, nothing(), WorkerInfo::of);
    }

    /** {@code GET_INFO_WORKER_FRAME_MANAGER}: what is known of all its frames. */
    public Either<Failure, List<FrameInfo>> frames() {
        return call(CommandTypes.GET_INFO_WORKER_FRAME_MANAGER, nothing(), FrameInfo::listOf);
    }

    /** The frame that it holds, if it holds no other; when loaded, it is called {@code default}. */
    public RemoteFrame frame() {
        return new RemoteFrame(this, "");
    }

    /** One of its frames, there or to be loaded. */
    public RemoteFrame frame(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a frame's name has one character at least");
        }
        return new RemoteFrame(this, name);
    }

    /** {@link RemoteFrame#load(Source)} of its only frame. */
    public Either<Failure, LoadedFrame> load(Source source) {
        return frame().load(source);
    }

    /** {@link RemoteFrame#modify(Operation, Operation...)} of its only frame. */
    public Either<Failure, LoadedFrame> modify(Operation first, Operation... more) {
        return frame().modify(first, more);
    }

    /** {@link RemoteFrame#query(Operation...)} of its only frame. */
    public Either<Failure, Rows> query(Operation... operations) {
        return frame().query(operations);
    }

    /** {@link RemoteFrame#query(Query)} of its only frame. */
    public Either<Failure, Rows> query(Query query) {
        return frame().query(query);
    }

    /** {@link RemoteFrame#save(Destination)} of its only frame. */
    public Either<Failure, SavedFrame> save(Destination destination) {
        return frame().save(destination);
    }

    /** {@link RemoteFrame#loadStream(StreamSource)} into its only frame. */
    public Either<Failure, LoadedStream> loadStream(StreamSource stream) {
        return frame().loadStream(stream);
    }

    /** {@code KILL_STREAM_WORKER_FRAME_MANAGER} by the stream's id. */
    public Either<Failure, KilledStream> killStream(UUID streamId) {
        return call(
                CommandTypes.KILL_STREAM_WORKER_FRAME_MANAGER,
                nothing().put("streamId", streamId.toString()),
                KilledStream::of);
    }

    /** {@code KILL_WORKER_FRAME_MANAGER} without a name: drops all its frames; right with their names. */
    public Either<Failure, List<String>> killFrames() {
        return call(CommandTypes.KILL_WORKER_FRAME_MANAGER, nothing(), data -> Answers.texts(data.path("frames")));
    }

    /**
     * {@code SNAPSHOT_WORKER_FRAME_MANAGER}: keeps all its frames as they are now; right once they are kept. Left
     * {@code FILE_UNUSABLE} if there is no place for snapshots.
     */
    public Either<Failure, TakenSnapshot> snapshot() {
        return call(CommandTypes.SNAPSHOT_WORKER_FRAME_MANAGER, nothing(), TakenSnapshot::of);
    }

    /** Sends any command, one of a handler of the user's own, for example; see {@link Framewright#send}. */
    public Either<Failure, Event> send(Command command) {
        return platform.send(id, command, options);
    }

    /** Ends it at once: what waits in its queue ends in {@code COMMAND_CANCELLED}. Right with whether it was there. */
    public Either<Failure, Boolean> kill() {
        return platform.kill(id, false);
    }

    /** Ends it when it has done what is queued. Right with whether it was there. */
    public Either<Failure, Boolean> drain() {
        return platform.kill(id, true);
    }

    <T> Either<Failure, T> call(String commandType, ObjectNode data, Function<ObjectNode, T> answer) {
        return send(command(commandType, data)).map(event -> answer.apply(Answers.data(event)));
    }

    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Command command(String commandType, ObjectNode data) {
        Instant now = Timestamps.now();
        return new Command(
                commandType,
                options.commandId().orElseGet(UUID::randomUUID),
                now,
                null,
                null,
                options.startWithin().map(now::plus).orElse(null),
                null,
                data);
    }

    /** By the worker's UUID; the options of the calls do not count. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Worker worker && worker.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Worker[" + id + "]";
    }
}
