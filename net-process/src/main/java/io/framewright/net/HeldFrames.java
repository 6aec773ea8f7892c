package io.framewright.net;

import io.framewright.frame.Frames;

/**
 * What a worker of this process has just now. Immutable.
 *
 * @param frames those that were committed last; readers keep this version for as long as they like
 * @param sequence of the newest event whose frames these are, at least
 * @param inMemory whether they are there: those of a worker that was idle come back with its next command
 */
public record HeldFrames(Frames frames, long sequence, boolean inMemory) {}
