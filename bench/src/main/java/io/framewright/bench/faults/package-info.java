/**
 * Kills and pauses real processes - hosts of workers, which are managers too, RabbitMQ, Redis - at random moments and
 * at every step of the commit, and holds what comes of it to a run without faults. A host is a process of its own
 * ({@link io.framewright.bench.faults.Host}), told by its standard input where to end itself.
 */
@NullMarked
package io.framewright.bench.faults;

import org.jspecify.annotations.NullMarked;
