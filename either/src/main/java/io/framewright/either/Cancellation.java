package io.framewright.either;

import java.util.ArrayList;
import java.util.List;

/** The wish that some work stop, and who is to hear of it. */
final class Cancellation {
    private List<Runnable> actions = List.of();
    private boolean requested;
    private boolean over;

    void onRequest(Runnable action) {
        synchronized (this) {
            if (!requested) {
                if (!over) {
                    actions = actions.isEmpty() ? new ArrayList<>() : actions;
                    actions.add(action);
                }
                return;
            }
        }
        action.run();
    }

    void request() {
        List<Runnable> due;
        synchronized (this) {
            if (requested || over) {
                return;
            }
            requested = true;
            due = actions;
            actions = List.of();
        }
        for (Runnable action : due) {
            Uncaught.guard(action);
        }
    }

    /** The work has ended: nobody needs to hear any more. */
    synchronized void end() {
        over = true;
        actions = List.of();
    }

    synchronized boolean isRequested() {
        return requested;
    }
}
