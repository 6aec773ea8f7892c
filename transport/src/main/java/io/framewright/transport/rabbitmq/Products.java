package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.Connection;

/** What a broker says it is. */
final class Products {
    private Products() {}

    static boolean isRabbitMq(Connection connection) {
        return "RabbitMQ".equals(String.valueOf(connection.getServerProperties().get("product")));
    }
}
