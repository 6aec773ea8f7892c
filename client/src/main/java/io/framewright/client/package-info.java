/**
 * The Java API for callers: {@link io.framewright.client.Framewright} connects to the broker and to Redis, spawns
 * workers, sends commands and hands back what became of them. Neither Akka nor Tablesaw is needed to use it.
 */
@NullMarked
package io.framewright.client;

import org.jspecify.annotations.NullMarked;
