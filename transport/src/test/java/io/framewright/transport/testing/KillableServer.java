package io.framewright.transport.testing;

/** A server process that a test may end without warning. */
public interface KillableServer extends AutoCloseable {
    /**
     * Returns when the server will still know this queue, just declared, after {@link #kill()}. RabbitMQ with Mnesia
     * answers a declaration first and writes that it is committed at most two seconds later (Erlang's disk_log keeps it
     * that long); killed in between it forgets the queue and all that is in it, confirmed or not. Redis writes before
     * it answers.
     */
    void awaitOnDisk(String queue);

    /** Ends the server's own process with SIGKILL and returns when it is gone. */
    void kill();

    /** Starts it again on the same port with the same data and returns when it answers. */
    void restart();

    /** The process id of the server that runs now. */
    long pid();

    @Override
    void close();
}
