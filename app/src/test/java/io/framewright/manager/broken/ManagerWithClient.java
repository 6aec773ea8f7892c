package io.framewright.manager.broken;

import io.framewright.client.Framewright;

/** Breaks a rule of the house on purpose. */
public record ManagerWithClient(Framewright forbidden) {}
