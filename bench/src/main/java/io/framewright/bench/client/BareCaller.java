package io.framewright.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * What a good programmer writes in an afternoon with amqp-client and jedis: one connection, confirms awaited
 * asynchronously, one subscription, answers matched by command. No time-outs, no retries, no streams read, nothing
 * survives a lost connection.
 */
final class BareCaller implements Caller {
    private final ObjectMapper json = new ObjectMapper();
    private final Connection connection;
    private final Channel channel;
    private final Jedis redis;
    private final String queue;
    private final Map<String, CompletableFuture<Integer>> open = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, String> unconfirmed = new ConcurrentSkipListMap<>();

    BareCaller(String amqpUrl, String redisUrl, UUID worker, String answers) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(amqpUrl);
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.confirmSelect();
        channel.addConfirmListener(
                (number, multiple) -> {
                    if (multiple) {
                        unconfirmed.headMap(number, true).clear();
                    } else {
                        unconfirmed.remove(number);
                    }
                },
                (number, multiple) -> fail("refused " + number));
        channel.addReturnListener(returned -> fail("returned " + returned.getRoutingKey()));
        queue = worker.toString();
        redis = new Jedis(URI.create(redisUrl));
        CompletableFuture<Boolean> subscribed = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(subscribed, answers));
        reader.setDaemon(true);
        reader.start();
        subscribed.get();
    }

    private void read(CompletableFuture<Boolean> subscribed, String answers) {
        try {
            redis.subscribe(new Answers(subscribed), answers.getBytes(StandardCharsets.UTF_8));
        } catch (JedisConnectionException closed) {
            fail("the subscription ended");
        }
    }

    private final class Answers extends BinaryJedisPubSub {
        private final CompletableFuture<Boolean> subscribed;

        Answers(CompletableFuture<Boolean> subscribed) {
            this.subscribed = subscribed;
        }

        @Override
        public void onSubscribe(byte[] name, int count) {
            subscribed.complete(true);
        }

        @Override
        public void onMessage(byte[] name, byte[] message) {
            try {
                JsonNode event = json.readTree(message);
                CompletableFuture<Integer> call =
                        open.remove(event.path("commandId").textValue());
                if (call != null && event.path("eventType").textValue().endsWith("_SUCCEEDED")) {
                    call.complete(event.path("data").path("number").asInt());
                }
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }
    }

    private void fail(String why) {
        IllegalStateException failure = new IllegalStateException(why);
        open.values().forEach(call -> call.completeExceptionally(failure));
    }

    @Override
    public String name() {
        return "by hand";
    }

    @Override
    public CompletionStage<Integer> call(int number) {
        String id = UUID.randomUUID().toString();
        ObjectNode command = json.createObjectNode()
                .put("commandType", "ECHO")
                .put("commandId", id)
                .put("timeStamp", Instant.now().toString());
        command.putObject("data").put("number", number);
        CompletableFuture<Integer> call = new CompletableFuture<>();
        open.put(id, call);
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType("application/json")
                .deliveryMode(2)
                .messageId(id)
                .build();
        try {
            byte[] body = json.writeValueAsBytes(command);
            synchronized (channel) {
                unconfirmed.put(channel.getNextPublishSeqNo(), id);
                channel.basicPublish("", queue, true, properties, body);
            }
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
        return call;
    }

    @Override
    public void close() {
        redis.disconnect();
        connection.abort();
    }
}
