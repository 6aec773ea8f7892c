package io.framewright.query.source;

import io.framewright.query.WorkMonitor;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a statement when its command is cancelled: a thread of its own, since the one that runs the statement waits
 * for the database meanwhile. Ends with {@link #close}.
 */
final class CancelWatch implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 50;

    private final Statement statement;
    private final WorkMonitor monitor;
    private final CountDownLatch ended = new CountDownLatch(1);

    private CancelWatch(Statement statement, WorkMonitor monitor) {
        this.statement = statement;
        this.monitor = monitor;
    }

    static CancelWatch over(Statement statement, WorkMonitor monitor) {
        CancelWatch watch = new CancelWatch(statement, monitor);
        Thread thread = new Thread(watch::look, "framewright-sql-cancel");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** Refuses to go on if the command is cancelled already. */
    void check() {
        if (monitor.cancelled()) {
            throw new Refused(SqlReading.cancelled());
        }
    }

    private void look() {
        try {
            while (!ended.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (monitor.cancelled()) {
                    statement.cancel();
                }
            }
        } catch (SQLException ignored) {
            // The statement has ended, or the driver cannot cancel: it is looked again between the rows.
            ended.countDown();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
