package io.framewright.transport.redis;

import io.framewright.event.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** A call of a script that must be made sooner or later, in its place among those of its stream. */
interface ScriptTask {
    Script script();

    /** Tasks of the same stream are done in order. */
    String stream();

    List<byte[]> keys();

    /** Of the next try: a later one may differ from the first. */
    List<byte[]> arguments();

    /** Sends the next try. */
    default Response<Object> send(Pipeline pipeline) {
        return pipeline.evalsha(script().sha().getBytes(StandardCharsets.US_ASCII), keys(), arguments());
    }

    /** Takes the answer, when no earlier task of its stream is held; false if the call must be made again. */
    boolean accept(Object answer);

    /** Gives up: nobody will make the call any more. */
    void fail(Failure failure);
}
