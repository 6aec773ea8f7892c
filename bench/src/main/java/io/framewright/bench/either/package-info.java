/** Either beside Vavr's Either and beside plain exceptions, one case a method and the same work in each. */
@NullMarked
package io.framewright.bench.either;

import org.jspecify.annotations.NullMarked;
