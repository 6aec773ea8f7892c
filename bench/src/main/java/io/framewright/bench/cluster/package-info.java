/** Three nodes in processes of their own: one is killed, all are restarted, and what that costs those who ask. */
@NullMarked
package io.framewright.bench.cluster;

import org.jspecify.annotations.NullMarked;
