package io.framewright.query.source;

import io.framewright.query.WorkMonitor;

/**
 * What a save happens in.
 *
 * @param roots where files are written
 * @param databases which may be written
 * @param monitor told how far the save is (in rows), and asked whether to go on
 */
public record SaveContext(DataRoots roots, Databases databases, WorkMonitor monitor) {
    /** Without databases. */
    public SaveContext(DataRoots roots, WorkMonitor monitor) {
        this(roots, Databases.none(), monitor);
    }
}
