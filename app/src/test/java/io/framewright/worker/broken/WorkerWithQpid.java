package io.framewright.worker.broken;

import org.apache.qpid.server.SystemLauncher;

/** Breaks a rule of the house on purpose. */
public record WorkerWithQpid(SystemLauncher forbidden) {}
