package io.framewright.bench.plane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the process of a peer is given. */
record ServerSetting(String amqpUrl, String redisUrl, String answers, List<String> queues, String mode) {
    static ServerSetting of(String[] args) throws IOException {
        return new ServerSetting(args[0], args[1], args[2], Files.readAllLines(Path.of(args[3])), args[4]);
    }

    /** Says that the peer consumes its queues, and waits for the bench to let go of it. */
    void serve() throws IOException {
        System.out.println("ready");
        System.out.flush();
        while (System.in.read() >= 0) {
            // The bench says nothing; the end of the stream is the end of it.
        }
    }
}
