package io.framewright.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.XAddParams;

/**
 * A worker that makes no promise: answers each command with its own data, as fast as amqp-client and jedis allow. A
 * process of its own, so that its work is not counted as the client's. Usage: {@code BareEcho AMQP_URL REDIS_URL UUID
 * CHANNEL}; prints one line when it is ready, and ends when its standard input does.
 */
public final class BareEcho {
    private static final int PREFETCH = 500;
    private static final int BATCH = 100;

    private BareEcho() {}

    private record Answer(long tag, byte[] json, long sequence) {}

    public static void main(String[] args) throws Exception {
        UUID id = UUID.fromString(args[2]);
        String channelName = args[3];
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(args[0]);
        BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
        try (Connection connection = factory.newConnection();
                Jedis redis = new Jedis(URI.create(args[1]))) {
            Channel channel = connection.createChannel();
            channel.queueDeclare(id.toString(), true, false, false, Map.of());
            channel.basicQos(PREFETCH);
            record(redis, id, channelName);
            channel.basicConsume(id.toString(), false, new Echo(channel, id, answers));
            Thread publishing = new Thread(() -> publish(redis, channel, id, channelName, answers));
            publishing.setDaemon(true);
            publishing.start();
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // The parent says nothing; the end of the stream is the end of it.
            }
            channel.queueDelete(id.toString());
            publishing.interrupt();
        }
    }

    private static void record(Jedis redis, UUID id, String channel) {
        String now = Instant.now().toString();
        redis.hset(
                "worker:" + id,
                Map.of(
                        "startedOn",
                        now,
                        "pid",
                        "1",
                        "responseChannel",
                        channel,
                        "host",
                        "here",
                        "managerId",
                        UUID.randomUUID().toString(),
                        "epoch",
                        "1",
                        "status",
                        "RUNNING",
                        "heartbeatOn",
                        now));
        redis.expire("worker:" + id, 3600);
    }

    private static void publish(
            Jedis redis, Channel channel, UUID id, String channelName, BlockingQueue<Answer> answers) {
        byte[] to = channelName.getBytes(StandardCharsets.UTF_8);
        byte[] stream = ("{worker:" + id + "}:events").getBytes(StandardCharsets.UTF_8);
        byte[] field = "event".getBytes(StandardCharsets.UTF_8);
        List<Answer> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(answers.take());
                answers.drainTo(batch, BATCH - 1);
                try (AbstractPipeline pipeline = redis.pipelined()) {
                    for (Answer answer : batch) {
                        pipeline.xadd(
                                stream,
                                XAddParams.xAddParams()
                                        .id(answer.sequence() + "-0")
                                        .maxLen(20_000)
                                        .approximateTrimming(),
                                Map.of(field, answer.json()));
                        pipeline.publish(to, answer.json());
                    }
                    pipeline.sync();
                }
                channel.basicAck(batch.get(batch.size() - 1).tag(), true);
            }
        } catch (InterruptedException | IOException over) {
            System.err.println("the echo ends: " + over);
        }
    }

    /** Makes the answers, on the thread of the connection's consumers. */
    private static final class Echo extends DefaultConsumer {
        private final ObjectMapper json = new ObjectMapper();
        private final UUID id;
        private final BlockingQueue<Answer> answers;
        private long sequence;

        Echo(Channel channel, UUID id, BlockingQueue<Answer> answers) {
            super(channel);
            this.id = id;
            this.answers = answers;
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                throws IOException {
            JsonNode command = json.readTree(body);
            ObjectNode event = json.createObjectNode()
                    .put("eventType", command.path("commandType").textValue() + "_SUCCEEDED")
                    .put("eventId", UUID.randomUUID().toString())
                    .put("timeStamp", Instant.now().toString())
                    .put("commandId", command.path("commandId").textValue())
                    .put("workerId", id.toString())
                    .put("sequence", ++sequence)
                    .put("epoch", 1);
            event.set("data", command.path("data"));
            answers.add(new Answer(envelope.getDeliveryTag(), json.writeValueAsBytes(event), sequence));
        }
    }
}
