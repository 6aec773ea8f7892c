/**
 * The default that needs nothing installed: an in-process AMQP 0-9-1 broker and a Redis server of our own, on loopback.
 */
@NullMarked
package io.framewright.transport.embedded;

import org.jspecify.annotations.NullMarked;
