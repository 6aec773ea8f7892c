package io.framewright.query.source;

/**
 * How much one load may take; more is refused with {@code MEMORY_LIMIT}. Immutable.
 *
 * @param maxFileBytes the size of a file as it lies on the disk
 * @param maxExpandedBytes the size of a compressed file once it is expanded
 * @param maxRows rows of a frame
 * @param maxColumns columns of a frame
 * @param maxCellLength characters of one cell
 * @param maxFrameBytes heap that the columns take while they are read, estimated
 */
public record DataLimits(
        long maxFileBytes, long maxExpandedBytes, int maxRows, int maxColumns, int maxCellLength, long maxFrameBytes) {
    private static final long GIB = 1L << 30;

    public DataLimits {
        if (maxFileBytes < 1
                || maxExpandedBytes < 1
                || maxRows < 1
                || maxRows > Growth.MAX_LENGTH
                || maxColumns < 1
                || maxCellLength < 1
                || maxFrameBytes < 1) {
            throw new IllegalArgumentException("limits are positive, and rows at most " + Growth.MAX_LENGTH);
        }
    }

    /**
     * 8 GiB a file, 16 GiB expanded, as many rows as an array holds, 10 000 columns, 16 Mi characters a cell, half of
     * the heap a frame.
     */
    public static DataLimits defaults() {
        return new DataLimits(
                8 * GIB,
                16 * GIB,
                Growth.MAX_LENGTH,
                10_000,
                1 << 24,
                Math.max(1, Runtime.getRuntime().maxMemory() / 2));
    }

    /** A copy with another limit of rows. */
    public DataLimits withMaxRows(int rows) {
        return new DataLimits(maxFileBytes, maxExpandedBytes, rows, maxColumns, maxCellLength, maxFrameBytes);
    }

    /** A copy with another limit of columns. */
    public DataLimits withMaxColumns(int columns) {
        return new DataLimits(maxFileBytes, maxExpandedBytes, maxRows, columns, maxCellLength, maxFrameBytes);
    }

    /** A copy with another limit of characters a cell. */
    public DataLimits withMaxCellLength(int length) {
        return new DataLimits(maxFileBytes, maxExpandedBytes, maxRows, maxColumns, length, maxFrameBytes);
    }

    /** A copy with other limits of bytes a file, as it lies there and expanded. */
    public DataLimits withMaxFileBytes(long file, long expanded) {
        return new DataLimits(file, expanded, maxRows, maxColumns, maxCellLength, maxFrameBytes);
    }

    /** A copy with another limit of heap a frame. */
    public DataLimits withMaxFrameBytes(long bytes) {
        return new DataLimits(maxFileBytes, maxExpandedBytes, maxRows, maxColumns, maxCellLength, bytes);
    }
}
