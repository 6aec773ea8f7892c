package io.framewright.either;

/** Where exceptions go that have no caller: the thread's uncaught-exception handler, as the JDK's executors do. */
final class Uncaught {
    private Uncaught() {}

    static void report(Throwable thrown) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        } catch (Throwable fromHandler) {
            thrown.addSuppressed(fromHandler); // there is nobody left to tell, and others still wait for their turn
        }
    }

    static void guard(Runnable action) {
        try {
            action.run();
        } catch (Throwable thrown) {
            report(thrown);
        }
    }
}
