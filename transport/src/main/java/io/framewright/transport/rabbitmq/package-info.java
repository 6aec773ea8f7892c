/** The broker ports over plain AMQP 0-9-1, for RabbitMQ and for the embedded broker alike. */
@NullMarked
package io.framewright.transport.rabbitmq;

import org.jspecify.annotations.NullMarked;
