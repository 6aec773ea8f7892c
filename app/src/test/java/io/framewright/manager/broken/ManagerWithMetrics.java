package io.framewright.manager.broken;

import io.micrometer.core.instrument.MeterRegistry;

/** Breaks a rule of the house on purpose. */
public record ManagerWithMetrics(MeterRegistry forbidden) {}
