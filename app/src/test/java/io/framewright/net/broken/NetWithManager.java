package io.framewright.net.broken;

import io.framewright.manager.ProcessManager;

/** Breaks a rule of the house on purpose. */
public record NetWithManager(ProcessManager forbidden) {}
