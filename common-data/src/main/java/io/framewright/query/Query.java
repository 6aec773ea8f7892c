package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.ColumnInfo;
import io.framewright.frame.Frame;
import java.util.List;
import java.util.Optional;

/**
 * A question to a frame; it changes nothing. Immutable.
 *
 * @param frame the version that is asked
 * @param view the view to read instead of the frame itself
 * @param operations what to make of it
 * @param offset how many rows of the result to leave out
 * @param limit how many rows to give at most
 */
public record Query(Frame frame, Optional<String> view, List<Operation> operations, long offset, long limit) {
    public Query {
        operations = List.copyOf(operations);
        if (offset < 0 || limit < 0) {
            throw new IllegalArgumentException("offset and limit count rows from 0 on");
        }
    }

    /**
     * A part of the result.
     *
     * @param rows the rows of this page
     * @param rowCount the rows of the whole result
     * @param columns the columns of the whole result
     * @param notes what the operations have to tell, in their order
     */
    public record Page(Frame rows, int rowCount, List<ColumnInfo> columns, List<Note> notes) {
        public Page {
            columns = List.copyOf(columns);
            notes = List.copyOf(notes);
        }

        /** A page of the first rows at least, of a result that has the rows and columns of {@code whole}. */
        static Page of(Frame first, Limit page, Applied whole) {
            return new Page(
                    first.slice(page.offset(), page.rows()),
                    whole.frame().rowCount(),
                    whole.frame().columns(),
                    whole.notes());
        }
    }

    /** The page, or why there is none; COMMAND_CANCELLED if the monitor said so. */
    public Either<Failure, Page> run(WorkMonitor monitor) {
        return run(FrameLookup.NONE, monitor);
    }

    /** The same, where the view and the operations may read other frames. */
    public Either<Failure, Page> run(FrameLookup others, WorkMonitor monitor) {
        Either<Failure, Frame> asked =
                view.map(name -> Pipeline.view(frame, name, others, monitor)).orElseGet(() -> Either.right(frame));
        return asked.flatMap(from -> Pipeline.page(from, operations, new Limit(limit, offset), others, monitor));
    }
}
