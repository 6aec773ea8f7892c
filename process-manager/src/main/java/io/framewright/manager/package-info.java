/**
 * The process manager: spawns workers, records them, keeps their heartbeats, supervises them, takes over those whose
 * host is gone, and kills them. By its queue, and as a Java API: {@link io.framewright.manager.ProcessManager}.
 */
@NullMarked
package io.framewright.manager;

import org.jspecify.annotations.NullMarked;
