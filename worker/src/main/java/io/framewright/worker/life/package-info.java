/**
 * The supervised life of a worker as one table of transitions. Whoever moves a worker (its session, the heartbeat, the
 * adoption of lost workers) asks the table, and what is not in it is refused.
 */
@NullMarked
package io.framewright.worker.life;

import org.jspecify.annotations.NullMarked;
