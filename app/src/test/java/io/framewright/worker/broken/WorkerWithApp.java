package io.framewright.worker.broken;

import io.framewright.app.broken.AppClass;

/** Breaks a rule of the house on purpose. */
public record WorkerWithApp(AppClass forbidden) {}
