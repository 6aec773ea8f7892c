package io.framewright.worker.broken;

import java.io.ObjectInputStream;

/** Breaks a rule of the house on purpose. */
public record WorkerWithJavaSerialisation(ObjectInputStream forbidden) {}
