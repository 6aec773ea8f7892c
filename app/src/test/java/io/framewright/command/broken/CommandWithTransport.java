package io.framewright.command.broken;

import io.framewright.transport.Delivery;

/** Breaks a rule of the house on purpose. */
public record CommandWithTransport(Delivery forbidden) {}
