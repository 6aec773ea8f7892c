package io.framewright.bench.plane;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * Hand-tuned: a prefetch window of 500, a few shared channels, one thread that publishes what is there in one pipeline
 * and then sends one acknowledgement a channel.
 */
final class BareServer {
    private static final int PREFETCH = 500;
    private static final int CHANNELS = 4;
    private static final int BATCH = 500;

    private BareServer() {}

    private record Answer(Channel channel, long tag, byte[] json) {}

    public static void main(String[] args) throws Exception {
        ServerSetting setting = ServerSetting.of(args);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(setting.amqpUrl());
        BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
        try (Connection connection = factory.newConnection();
                Jedis redis = new Jedis(URI.create(setting.redisUrl()))) {
            List<Channel> channels = new ArrayList<>();
            for (String queue : setting.queues()) {
                Channel channel = channels.size() < CHANNELS
                        ? connection.createChannel()
                        : channels.get(channels.size() % CHANNELS);
                channels.add(channel);
                channel.basicQos(PREFETCH);
                channel.basicConsume(queue, false, new Echo(channel, queue, answers));
            }
            Thread publishing = new Thread(() -> publish(redis, setting.answers(), answers), "publishing");
            publishing.setDaemon(true);
            publishing.start();
            setting.serve();
        }
    }

    private static void publish(Jedis redis, String channel, BlockingQueue<Answer> answers) {
        byte[] to = channel.getBytes(StandardCharsets.UTF_8);
        List<Answer> batch = new ArrayList<>();
        Map<Channel, Long> highest = new LinkedHashMap<>();
        try {
            while (true) {
                batch.clear();
                highest.clear();
                batch.add(answers.take());
                answers.drainTo(batch, BATCH - 1);
                Pipeline pipeline = redis.pipelined();
                for (Answer answer : batch) {
                    pipeline.publish(to, answer.json());
                    highest.merge(answer.channel(), answer.tag(), Math::max);
                }
                pipeline.sync();
                for (Map.Entry<Channel, Long> each : highest.entrySet()) {
                    each.getKey().basicAck(each.getValue(), true);
                }
            }
        } catch (InterruptedException | IOException over) {
            System.err.println("the bare server ends: " + over);
        }
    }

    /** Makes the answers, on the threads of the connection's consumers: one at a time and in order a channel. */
    private static final class Echo extends DefaultConsumer {
        private static final EchoJson JSON = new EchoJson();

        private final String queue;
        private final BlockingQueue<Answer> answers;

        Echo(Channel channel, String queue, BlockingQueue<Answer> answers) {
            super(channel);
            this.queue = queue;
            this.answers = answers;
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            answers.add(new Answer(getChannel(), envelope.getDeliveryTag(), JSON.answer(body, queue)));
        }
    }
}
