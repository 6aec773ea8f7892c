/**
 * The worker: one typed actor per UUID. It takes the deliveries of its queue, runs one command at a time through a
 * {@link io.framewright.worker.CommandHandler}, owns the frames, commits each outcome and only then acknowledges.
 */
@NullMarked
package io.framewright.worker;

import org.jspecify.annotations.NullMarked;
