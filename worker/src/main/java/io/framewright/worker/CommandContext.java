package io.framewright.worker;

import io.framewright.frame.Frames;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.Databases;
import io.framewright.query.source.KeyedRows;
import java.util.UUID;

/** What a handler may use while it works. */
public interface CommandContext {
    /** The worker that works. */
    UUID workerId();

    /** The worker's frames as the commands before this one left them. Immutable: answer with new ones. */
    Frames frames();

    /** The only directories a command may read from or write to. */
    DataRoots dataRoots();

    /** The only databases a command may read from or write to; none unless configured. */
    default Databases databases() {
        return Databases.none();
    }

    /** Rows under keys of Redis; never the platform's own. */
    default KeyedRows keys() {
        return KeyedRows.none();
    }

    /** How much may be read. */
    DataLimits limits();

    /** The largest event, in bytes of UTF-8 JSON; a reply that makes a larger one is refused. */
    int eventLimitBytes();

    /** Ask it between chunks of long work whether to stop; tell it how far you are, and the caller is told. */
    WorkMonitor monitor();
}
