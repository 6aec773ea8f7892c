package io.framewright.worker;

import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.Databases;

/**
 * What the commands of workers may read and write.
 *
 * @param dataRoots where they may read and write files
 * @param databases which databases they may read and write
 * @param limits how much they may read
 */
public record DataAccess(DataRoots dataRoots, Databases databases, DataLimits limits) {}
