/** Runnable comparisons and figures, each a class with a {@code main}; bench/README.md tells how to run them. */
@NullMarked
package io.framewright.bench;

import org.jspecify.annotations.NullMarked;
