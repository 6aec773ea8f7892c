package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.query.expression.Evaluation;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a join: keys become ints, the rows of one side (the right one, but for a right join) are indexed by them, each
 * row of the other looks for its partners there, and the columns are taken.
 *
 * @param maxFrameBytes what the new columns may take
 */
record Joining(Join join, JoinColumns columns, JoinPaths paths, RowChunks chunks, long maxFrameBytes) {
    /** The joined frame, or MEMORY_LIMIT with how many rows and bytes it would have. */
    Either<Failure, Frame> run() {
        Watch watch = new Watch(chunks.monitor());
        boolean turned = join.how() == Join.How.RIGHT;
        Frame build = turned ? columns.left() : columns.right();
        Frame probe = turned ? columns.right() : columns.left();
        watch.step(0, 3, "steps");
        JoinKeys keys = JoinKeys.of(
                turned ? columns.leftKeyData() : columns.rightKeyData(),
                turned ? columns.rightKeyData() : columns.leftKeyData(),
                join.matchMissing(),
                new KeyPair.Sides(build.rowCount(), probe.rowCount(), paths, chunks));
        watch.step(1, 3, "steps");
        RowList unmatched = join.how() == Join.How.FULL ? Unmatched.rows(keys, chunks) : RowList.of(new int[0], 0);
        Matching matching = Matching.of(keys.probe(), JoinIndex.of(keys.build(), keys.range(), chunks), kind(), chunks);
        Either<Failure, Boolean> fits = fits(
                matching.count() + unmatched.count(), matching.everyProbeRowOnce() && unmatched.count() == 0, turned);
        return fits.flatMap(fit -> {
            watch.step(2, 3, "steps");
            Matching.Pairs pairs = matching.pairs();
            Frame joined = turned
                    ? columns.frame(taken(pairs.build(), pairs.probe(), true))
                    : columns.frame(taken(pairs.probe(), pairs.build(), false));
            return join.how() == Join.How.FULL ? full(joined, unmatched) : Either.right(joined);
        });
    }

    private Matching.Kind kind() {
        return switch (join.how()) {
            case INNER -> Matching.Kind.MATCHED;
            case LEFT, RIGHT, FULL -> Matching.Kind.EVERY;
            case SEMI -> Matching.Kind.WITH;
            case ANTI -> Matching.Kind.WITHOUT;
        };
    }

    /** Columns of the probe side that stay as they are take nothing. */
    private Either<Failure, Boolean> fits(long rows, boolean probeStays, boolean turned) {
        long width = 2L * Integer.BYTES;
        for (Column column : columns.left().data()) {
            boolean ofProbe = turned == columns.keyAt(column) >= 0;
            width += probeStays && ofProbe ? 0 : ResultSize.width(column.type());
        }
        for (Column column : columns.others()) {
            width += probeStays && turned ? 0 : ResultSize.width(column.type());
        }
        return ResultSize.check(
                "The join",
                rows,
                width,
                maxFrameBytes,
                "Join on more columns, make the keys of one frame distinct, or leave out columns.");
    }

    private List<Column> taken(RowList leftRows, RowList rightRows, boolean turned) {
        List<Gather.Pick> picks = new ArrayList<>();
        for (Column column : columns.left().data()) {
            int key = columns.keyAt(column);
            picks.add(
                    turned && key >= 0
                            ? new Gather.Pick(
                                    column.name(), columns.rightKeys().get(key).data(), rightRows)
                            : new Gather.Pick(column.name(), column.data(), leftRows));
        }
        columns.others().forEach(column -> picks.add(new Gather.Pick(column.name(), column.data(), rightRows)));
        return Gather.columns(picks, chunks);
    }

    /** A full join is a left one with the rows of the right side below that have no partner. */
    private Either<Failure, Frame> full(Frame above, RowList unmatched) {
        List<Gather.Pick> picks = new ArrayList<>();
        for (int key = 0; key < columns.leftKeys().size(); key++) {
            picks.add(new Gather.Pick(
                    columns.leftKeys().get(key).name(),
                    columns.rightKeys().get(key).data(),
                    unmatched));
        }
        columns.others().forEach(column -> picks.add(new Gather.Pick(column.name(), column.data(), unmatched)));
        Either<Failure, Frame> first = Either.right(above);
        Either<Failure, Frame> second = Either.right(Frame.ofColumns(Gather.columns(picks, chunks)));
        for (int key = 0; key < columns.leftKeys().size(); key++) {
            ColumnType one = columns.leftKeys().get(key).type();
            ColumnType other = columns.rightKeys().get(key).type();
            ColumnType wider = one.ordinal() > other.ordinal() ? one : other;
            String name = columns.leftKeys().get(key).name();
            first = one == wider ? first : first.flatMap(frame -> widened(frame, name, wider));
            second = other == wider ? second : second.flatMap(frame -> widened(frame, name, wider));
        }
        return Either.map2(first, second, List::of)
                .flatMap(parts -> parts.get(1).rowCount() == 0
                        ? Either.right(parts.get(0))
                        : parts.get(0).append(parts.get(1)));
    }

    private Either<Failure, Frame> widened(Frame frame, String name, ColumnType type) {
        return frame.find(name)
                .flatMap(column -> Evaluation.cast(column, type))
                .flatMap(cast -> cast.values(chunks.monitor()))
                .map(values -> frame.withColumn(new Column(name, values)));
    }
}
