/** The event, registry and outcome ports over Redis. */
@NullMarked
package io.framewright.transport.redis;

import org.jspecify.annotations.NullMarked;
