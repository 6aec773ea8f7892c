package io.framewright.transport.testing;

/** A server process that a test may end without warning. */
public interface KillableServer extends AutoCloseable {
    /** Ends the server's own process with SIGKILL and returns when it is gone. */
    void kill();

    /** Starts it again on the same port with the same data and returns when it answers. */
    void restart();

    /** The process id of the server that runs now. */
    long pid();

    @Override
    void close();
}
