package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import java.util.Collection;
import java.util.Map;

/**
 * A cell for the rows of each group: an index into the arrays of {@link Tally tallies}. Cells are numbered in any
 * order, and there may be cells without rows; {@link #groups} says which are groups, and in what order.
 */
interface GroupCells {
    /** Bytes a row that hashed keys take: the key, the row it is of, its cell, and one column beside them. */
    long HASHED_WIDTH = 2L * Long.BYTES + 2L * Integer.BYTES;

    /** The same as {@link #of}, or MEMORY_LIMIT if that would take too much beside the frame. */
    static Either<Failure, GroupCells> within(
            String what, Frame frame, GroupKeys keys, GroupWork work, long maxFrameBytes) {
        return ResultSize.work(what, frame, hashes(keys, work) ? HASHED_WIDTH : 0, maxFrameBytes)
                .map(room -> of(keys, work));
    }

    /** The cells of rows with these keys. */
    static GroupCells of(GroupKeys keys, GroupWork work) {
        return hashes(keys, work) ? PartitionedCells.of(keys, work) : new DirectCells(keys, work);
    }

    /** Whether the keys are too many different ones to be cells themselves. */
    static boolean hashes(GroupKeys keys, GroupWork work) {
        return !keys.isEmpty() && !work.limits().direct(keys.range(), keys.rows());
    }

    /** How many cells there are. */
    int size();

    /** Goes over all rows, once for all of these together or once for each column. */
    Map<Measure, Tally> tally(Collection<Measure> measures);

    Groups groups();
}
