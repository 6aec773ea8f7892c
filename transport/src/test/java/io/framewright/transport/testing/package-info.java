/**
 * Brokers for tests, here and in other modules (as the test-jar of this module): real ones started privately, the
 * embedded ones, and a proxy that breaks connections on demand.
 */
@NullMarked
package io.framewright.transport.testing;

import org.jspecify.annotations.NullMarked;
