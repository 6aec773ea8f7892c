package io.framewright.manager.broken;

import com.rabbitmq.client.Channel;

/** Breaks a rule of the house on purpose. */
public record ManagerWithAmqp(Channel forbidden) {}
