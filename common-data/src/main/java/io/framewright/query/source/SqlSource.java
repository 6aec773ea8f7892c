package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import java.util.Optional;

/**
 * A table of an allowed database, or what a query there gives (docs/guide/sources.md). Exactly one of the two is given.
 * Immutable.
 *
 * @param url the name of the database, or its URL without user, password and options
 * @param query one statement that gives rows, as it is sent to the database
 * @param table as it is called there, {@code .} between schema and table
 */
public record SqlSource(String url, Optional<String> query, Optional<String> table) implements Source {
    /** The name of this source in {@code type}. */
    static final String TYPE = "sql";

    public SqlSource {
        if (query.isPresent() == table.isPresent()) {
            throw new IllegalArgumentException("either a query or a table");
        }
    }

    @Override
    public Either<Failure, Frame> load(LoadContext context) {
        return context.databases().find(url).flatMap(database -> SqlReading.read(this, database, context));
    }
}
