package io.framewright.bench.plane;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.BatchMessageListener;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Spring AMQP and Spring Data Redis with what they offer for speed: no annotations and no message conversion, a
 * prefetch window of 500, deliveries in batches of up to 100, PUBLISH in pipelines, one acknowledgement a batch.
 */
final class SpringTunedServer {
    private static final int BATCH = 100;

    private SpringTunedServer() {}

    public static void main(String[] args) throws Exception {
        ServerSetting setting = ServerSetting.of(args);
        LettuceConnectionFactory redis = SpringRedis.connections(setting);
        redis.afterPropertiesSet();
        redis.start();
        RedisTemplate<byte[], byte[]> template = new RedisTemplate<>();
        template.setConnectionFactory(redis);
        template.setDefaultSerializer(RedisSerializer.byteArray());
        template.afterPropertiesSet();
        CachingConnectionFactory broker = new CachingConnectionFactory(URI.create(setting.amqpUrl()));
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(broker);
        container.setQueueNames(setting.queues().toArray(String[]::new));
        container.setPrefetchCount(500);
        container.setBatchSize(BATCH);
        container.setConsumerBatchEnabled(true);
        // How long a batch that is not full waits for the next delivery; the least there is.
        container.setReceiveTimeout(1);
        container.setMessageListener(new Echo(template, setting));
        container.afterPropertiesSet();
        container.start();
        setting.serve();
        container.stop();
        broker.destroy();
        redis.destroy();
    }

    private static final class Echo implements BatchMessageListener {
        private final EchoJson json = new EchoJson();
        private final RedisTemplate<byte[], byte[]> redis;
        private final byte[] answers;

        Echo(RedisTemplate<byte[], byte[]> redis, ServerSetting setting) {
            this.redis = redis;
            this.answers = setting.answers().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        @SuppressWarnings("NullAway") // Spring wants a callback of a pipeline to give null.
        public void onMessageBatch(List<Message> messages) {
            redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
                for (Message message : messages) {
                    String queue = Objects.requireNonNull(
                            message.getMessageProperties().getConsumerQueue());
                    connection.commands().publish(answers, json.answer(message.getBody(), queue));
                }
                return null;
            });
        }
    }
}
