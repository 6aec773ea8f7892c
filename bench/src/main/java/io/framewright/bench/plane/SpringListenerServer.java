package io.framewright.bench.plane;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** An annotated listener and a Redis template, with no setting but the addresses. */
final class SpringListenerServer {
    private SpringListenerServer() {}

    public static void main(String[] args) throws Exception {
        ServerSetting setting = ServerSetting.of(args);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean("setting", ServerSetting.class, () -> setting);
            context.registerBean(
                    "queueNames", String[].class, () -> setting.queues().toArray(String[]::new));
            context.register(Beans.class, Listener.class);
            context.refresh();
            setting.serve();
        }
    }

    /** What Spring Boot would make. */
    @EnableRabbit
    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        ConnectionFactory broker(ServerSetting setting) {
            return new CachingConnectionFactory(URI.create(setting.amqpUrl()));
        }

        @Bean
        SimpleRabbitListenerContainerFactory rabbitListenerContainerFactory(ConnectionFactory broker) {
            SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
            factory.setConnectionFactory(broker);
            return factory;
        }

        @Bean
        LettuceConnectionFactory redis(ServerSetting setting) {
            return SpringRedis.connections(setting);
        }

        @Bean
        StringRedisTemplate template(RedisConnectionFactory redis) {
            return new StringRedisTemplate(redis);
        }
    }

    /** The listener a user writes. */
    static class Listener {
        private final EchoJson json = new EchoJson();
        private final ServerSetting setting;
        private final StringRedisTemplate redis;

        Listener(ServerSetting setting, StringRedisTemplate redis) {
            this.setting = setting;
            this.redis = redis;
        }

        @RabbitListener(queues = "#{@queueNames}")
        void handle(byte[] body) {
            byte[] answer = json.answer(body, setting.queues().get(0));
            redis.convertAndSend(setting.answers(), new String(answer, StandardCharsets.UTF_8));
        }
    }
}
