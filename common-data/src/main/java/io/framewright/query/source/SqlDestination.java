package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;

/**
 * A table of an allowed database (docs/guide/sources.md): made if it is not there, else emptied and filled in one
 * transaction if it may be overwritten. Immutable.
 *
 * @param url the name of the database, or its URL without user, password and options
 * @param table as it is called there, {@code .} between schema and table
 */
public record SqlDestination(String url, String table) implements Destination {
    /** The name of this destination in {@code type}. */
    static final String TYPE = "sql";

    @Override
    public Either<Failure, Saved> save(Frame frame, boolean overwrite, SaveContext context) {
        return context.databases()
                .find(url)
                .flatMap(database -> SqlWriting.write(frame, this, overwrite, database, context));
    }
}
