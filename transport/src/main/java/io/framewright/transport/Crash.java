package io.framewright.transport;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A start of a worker that did not end well.
 *
 * @param epoch that ended so; each is counted once, however often it is told
 * @param commandId the command that ran; null if the worker was still starting
 */
public record Crash(long epoch, @Nullable UUID commandId) {}
