/**
 * Data frames: {@link io.framewright.frame.Frame}, an immutable value over Tablesaw columns. No other module sees
 * Tablesaw.
 */
@NullMarked
package io.framewright.frame;

import org.jspecify.annotations.NullMarked;
