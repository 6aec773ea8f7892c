package io.framewright.worker.broken;

import io.framewright.manager.ProcessManager;

/** Breaks a rule of the house on purpose. */
public record WorkerWithManager(ProcessManager forbidden) {}
