package io.framewright.frame;

/**
 * What is known of a column without looking at its rows.
 *
 * @param missing how many rows have no value
 * @param feature what its user says about it
 */
public record ColumnInfo(String name, ColumnType type, int missing, Feature feature) {}
