package io.framewright.query.source;

import io.framewright.query.WorkMonitor;

/**
 * What a load happens in.
 *
 * @param roots where files are looked for
 * @param databases which may be read
 * @param keys rows in Redis
 * @param limits how much one load may take
 * @param monitor told how far the load is (in bytes of the file, or rows), and asked whether to go on
 */
public record LoadContext(
        DataRoots roots, Databases databases, KeyedRows keys, DataLimits limits, WorkMonitor monitor) {
    /** Without Redis. */
    public LoadContext(DataRoots roots, Databases databases, DataLimits limits, WorkMonitor monitor) {
        this(roots, databases, KeyedRows.none(), limits, monitor);
    }

    /** Without databases and Redis. */
    public LoadContext(DataRoots roots, DataLimits limits, WorkMonitor monitor) {
        this(roots, Databases.none(), limits, monitor);
    }
}
