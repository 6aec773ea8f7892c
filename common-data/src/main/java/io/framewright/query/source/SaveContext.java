package io.framewright.query.source;

import io.framewright.query.WorkMonitor;

/**
 * What a save happens in.
 *
 * @param roots where files are written
 * @param databases which may be written
 * @param keys rows in Redis
 * @param monitor told how far the save is (in rows), and asked whether to go on
 */
public record SaveContext(DataRoots roots, Databases databases, KeyedRows keys, WorkMonitor monitor) {
    /** Without Redis. */
    public SaveContext(DataRoots roots, Databases databases, WorkMonitor monitor) {
        this(roots, databases, KeyedRows.none(), monitor);
    }

    /** Without databases and Redis. */
    public SaveContext(DataRoots roots, WorkMonitor monitor) {
        this(roots, Databases.none(), monitor);
    }
}
