package io.framewright.net;

/**
 * What callers may bring.
 *
 * @param bytesAFile the largest file
 * @param bytesInAll what all files in the directory for uploads may take, those of earlier ones included
 */
public record UploadLimits(long bytesAFile, long bytesInAll) {
    private static final long GIB = 1L << 30;

    public UploadLimits {
        if (bytesAFile < 1 || bytesInAll < bytesAFile) {
            throw new IllegalArgumentException("a file has at least one byte, and all files have room for one");
        }
    }

    /** A GiB a file, 16 GiB in all. */
    public static UploadLimits defaults() {
        return new UploadLimits(GIB, 16 * GIB);
    }
}
