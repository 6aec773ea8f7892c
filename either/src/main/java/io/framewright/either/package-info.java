/**
 * The {@link io.framewright.either.Either} monad: a value that is there ({@code Right}), a failure ({@code Left}) or
 * not known yet ({@code Pending}), and the composition of functions that return one. Nothing else lives here and
 * nothing is needed at run time.
 */
@NullMarked
package io.framewright.either;

import org.jspecify.annotations.NullMarked;
