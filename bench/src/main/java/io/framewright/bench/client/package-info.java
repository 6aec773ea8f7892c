/** The Java client beside code written by hand against the same servers. */
@NullMarked
package io.framewright.bench.client;

import org.jspecify.annotations.NullMarked;
