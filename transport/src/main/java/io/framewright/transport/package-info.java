/**
 * The ports to the outside: what the platform needs of a message broker and of Redis, and nothing more. Each port has
 * one contract suite (in this module's tests) that every adapter passes unchanged.
 * {@link io.framewright.transport.DestinationNames} is the only place where a queue, key or channel is given its name.
 */
@NullMarked
package io.framewright.transport;

import org.jspecify.annotations.NullMarked;
