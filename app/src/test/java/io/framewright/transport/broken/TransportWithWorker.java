package io.framewright.transport.broken;

import io.framewright.worker.Ports;

/** Breaks a rule of the house on purpose. */
public record TransportWithWorker(Ports forbidden) {}
