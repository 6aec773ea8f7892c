package io.framewright.query.source;

import io.framewright.query.WorkMonitor;

/**
 * What a save happens in.
 *
 * @param roots where files are written
 * @param monitor told how far the save is (in rows), and asked whether to go on
 */
public record SaveContext(DataRoots roots, WorkMonitor monitor) {}
