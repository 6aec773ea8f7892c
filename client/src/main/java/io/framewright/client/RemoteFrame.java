package io.framewright.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.query.Destination;
import io.framewright.client.query.Operation;
import io.framewright.client.query.Source;
import io.framewright.client.query.StreamSource;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.util.ArrayList;
import java.util.List;

/**
 * One frame of a worker, by its name: a way to talk of it, not a copy of it. Immutable and thread-safe. The methods
 * behave as those of {@link Worker}.
 *
 * <pre>{@code
 * RemoteFrame flights = worker.frame("flights");
 * Either<Failure, Rows> worst = flights.load(Sources.csv("flights.csv"))
 *         .flatMap(loaded -> flights.into("late").modify(Operations.filter(Expressions.column("delay").gt(60))))
 *         .flatMap(late -> late.frame().query(Operations.sort(Operations.descending("delay")), Operations.limit(3)));
 * }</pre>
 */
public final class RemoteFrame {
    private static final String FRAME = "frame";

    private final Worker worker;
    private final String name;

    /** @param name empty for the only frame of the worker */
    RemoteFrame(Worker worker, String name) {
        this.worker = worker;
        this.name = name;
    }

    /** The worker that holds it. */
    public Worker worker() {
        return worker;
    }

    /** Its name; empty if it is the only frame of its worker. */
    public String name() {
        return name;
    }

    /** {@code LOAD_WORKER_FRAME_MANAGER}: the frame becomes what the source holds, in place of what it was. */
    public Either<Failure, LoadedFrame> load(Source source) {
        return load(source, true);
    }

    /** The same. @param overwrite if false, a frame that is there is left as it is: {@code FRAME_EXISTS} */
    public Either<Failure, LoadedFrame> load(Source source, boolean overwrite) {
        ObjectNode data = named();
        data.set("source", source.json());
        if (!overwrite) {
            data.put("overwrite", false);
        }
        return worker.call(CommandTypes.LOAD_WORKER_FRAME_MANAGER, data, answer -> LoadedFrame.of(worker, answer));
    }

    /** {@code GET_INFO_WORKER_FRAME_MANAGER} of this frame. */
    public Either<Failure, FrameInfo> info() {
        return info(named());
    }

    /**
     * The same with {@link ColumnSchema#statistics() statistics} of these columns, and no others told, or of all if
     * none is given: of a wide frame name some, as all of them may not fit an event.
     */
    public Either<Failure, FrameInfo> statistics(String... columns) {
        ObjectNode data = named().put("statistics", true);
        if (columns.length > 0) {
            List.of(columns).forEach(data.putArray("columns")::add);
        }
        return info(data);
    }

    private Either<Failure, FrameInfo> info(ObjectNode data) {
        return worker.call(CommandTypes.GET_INFO_WORKER_FRAME_MANAGER, data, FrameInfo::listOf)
                .flatMap(frames -> frames.isEmpty()
                        ? Either.left(
                                Failure.of(FailureCode.FRAME_NOT_FOUND, "The worker holds no frame; load one first."))
                        : Either.right(frames.get(0)));
    }

    /**
     * {@code MODIFY_WORKER_FRAME_MANAGER}: the frame becomes what the operations, in order, make of it; all or none.
     */
    public Either<Failure, LoadedFrame> modify(Operation first, Operation... more) {
        return modify(listed(first, more));
    }

    /** The same. */
    public Either<Failure, LoadedFrame> modify(List<? extends Operation> operations) {
        return modify(operations, "");
    }

    /** Where the result of modifying goes if it is not to replace this frame. */
    public Into into(String frame) {
        return new Into(this, frame);
    }

    /** A frame to be modified, and a name for the result. */
    public static final class Into {
        private final RemoteFrame from;
        private final String frame;

        private Into(RemoteFrame from, String frame) {
            this.from = from;
            this.frame = frame;
        }

        /** As {@link RemoteFrame#modify(Operation, Operation...)}; the frame that it starts from stays as it is. */
        public Either<Failure, LoadedFrame> modify(Operation first, Operation... more) {
            return modify(listed(first, more));
        }

        /** The same. */
        public Either<Failure, LoadedFrame> modify(List<? extends Operation> operations) {
            return from.modify(operations, frame);
        }
    }

    private Either<Failure, LoadedFrame> modify(List<? extends Operation> operations, String into) {
        ObjectNode data = named();
        data.set("operations", Operation.list(operations));
        if (!into.isEmpty()) {
            data.put("into", into);
        }
        return worker.call(CommandTypes.MODIFY_WORKER_FRAME_MANAGER, data, answer -> LoadedFrame.of(worker, answer));
    }

    /**
     * {@code QUERY_WORKER_FRAME_MANAGER}: the first rows of what the operations make of the frame, which stays as it
     * is.
     */
    public Either<Failure, Rows> query(Operation... operations) {
        return query(Query.of(operations));
    }

    /** The same, with a view to start from and a page to read. */
    public Either<Failure, Rows> query(Query query) {
        return worker.call(CommandTypes.QUERY_WORKER_FRAME_MANAGER, query.write(named()), Rows::of);
    }

    /** {@code SAVE_WORKER_FRAME_MANAGER}; what is there already is left as it is: {@code FILE_EXISTS}. */
    public Either<Failure, SavedFrame> save(Destination destination) {
        return save(destination, false);
    }

    /** The same. @param overwrite whether what is there already is replaced */
    public Either<Failure, SavedFrame> save(Destination destination, boolean overwrite) {
        return save(named(), destination, overwrite);
    }

    /** Saves what a view shows. */
    public Either<Failure, SavedFrame> saveView(String view, Destination destination, boolean overwrite) {
        return save(named().put("view", view), destination, overwrite);
    }

    /** Saves a training set as a table of numbers: the columns that predict, then the responder. */
    public Either<Failure, SavedFrame> saveSet(String set, Destination destination, boolean overwrite) {
        return save(named().put("set", set), destination, overwrite);
    }

    private Either<Failure, SavedFrame> save(ObjectNode data, Destination destination, boolean overwrite) {
        data.set("destination", destination.json());
        if (overwrite) {
            data.put("overwrite", true);
        }
        return worker.call(CommandTypes.SAVE_WORKER_FRAME_MANAGER, data, SavedFrame::of);
    }

    /** {@code LOAD_STREAM_WORKER_FRAME_MANAGER}: what comes on the stream is appended to the frame from now on. */
    public Either<Failure, LoadedStream> loadStream(StreamSource stream) {
        return loadStream(stream, 0);
    }

    /** The same. @param maxRows only the last so many rows are kept; 0 for as many as a worker may hold */
    public Either<Failure, LoadedStream> loadStream(StreamSource stream, long maxRows) {
        ObjectNode data = named();
        data.set("stream", stream.json());
        if (maxRows > 0) {
            data.putObject("window").put("maxRows", maxRows);
        }
        return worker.call(CommandTypes.LOAD_STREAM_WORKER_FRAME_MANAGER, data, LoadedStream::of);
    }

    /** {@code KILL_STREAM_WORKER_FRAME_MANAGER}: ends the stream into this frame; the rows stay. */
    public Either<Failure, KilledStream> killStream() {
        return worker.call(CommandTypes.KILL_STREAM_WORKER_FRAME_MANAGER, named(), KilledStream::of);
    }

    /** {@code KILL_WORKER_FRAME_MANAGER}: drops the frame. The only frame must be named, lest all are dropped. */
    public Either<Failure, List<String>> kill() {
        if (name.isEmpty()) {
            return Either.left(Failure.of(
                    FailureCode.INVALID_COMMAND,
                    "Which frame is to be dropped? Name it with worker.frame(NAME).kill(), or drop all with"
                            + " worker.killFrames()."));
        }
        return worker.call(CommandTypes.KILL_WORKER_FRAME_MANAGER, named(), data -> Answers.texts(data.path("frames")));
    }

    private ObjectNode named() {
        ObjectNode data = Worker.nothing();
        return name.isEmpty() ? data : data.put(FRAME, name);
    }

    private static List<Operation> listed(Operation first, Operation... more) {
        List<Operation> all = new ArrayList<>();
        all.add(first);
        all.addAll(List.of(more));
        return all;
    }

    /** By worker and name. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RemoteFrame frame && frame.worker.equals(worker) && frame.name.equals(name);
    }

    @Override
    public int hashCode() {
        return 31 * worker.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return "RemoteFrame[" + (name.isEmpty() ? "the only one" : name) + " of " + worker.id() + "]";
    }
}
