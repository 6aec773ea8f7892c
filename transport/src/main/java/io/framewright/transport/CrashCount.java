package io.framewright.transport;

/**
 * How often.
 *
 * @param ofCommand how often this command has crashed its worker; 0 if there was none
 * @param restarts crashes of the worker within the time that was asked for, this one included, but without those of
 *     commands that were given up
 * @param held whether the lease still held; if not, nothing was counted
 */
public record CrashCount(int ofCommand, int restarts, boolean held) {}
