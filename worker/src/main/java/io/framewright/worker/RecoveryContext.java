package io.framewright.worker;

import io.framewright.frame.Frames;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.Databases;
import io.framewright.query.source.KeyedRows;
import java.util.UUID;

/** What a handler sees while its command is done again. */
record RecoveryContext(UUID workerId, Frames frames, WorkerConfig config, KeyedRows keys) implements CommandContext {
    @Override
    public DataRoots dataRoots() {
        return config.dataRoots();
    }

    @Override
    public Databases databases() {
        return config.databases();
    }

    @Override
    public DataLimits limits() {
        return config.limits();
    }

    @Override
    public int eventLimitBytes() {
        return config.eventLimitBytes();
    }

    @Override
    public WorkMonitor monitor() {
        return WorkMonitor.NONE;
    }
}
