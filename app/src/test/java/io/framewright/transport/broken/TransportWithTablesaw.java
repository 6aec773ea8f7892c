package io.framewright.transport.broken;

import tech.tablesaw.api.Table;

/** Breaks a rule of the house on purpose. */
public record TransportWithTablesaw(Table forbidden) {}
