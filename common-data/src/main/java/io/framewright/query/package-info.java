/** What is done to frames: operations, expressions, sources and destinations. */
@NullMarked
package io.framewright.query;

import org.jspecify.annotations.NullMarked;
