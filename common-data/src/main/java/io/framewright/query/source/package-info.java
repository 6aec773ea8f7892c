/**
 * Where frames come from and where they go: {@link io.framewright.query.source.Source} and
 * {@link io.framewright.query.source.Destination}, and the {@link io.framewright.query.source.DataRoots} that no path
 * leaves.
 */
@NullMarked
package io.framewright.query.source;

import org.jspecify.annotations.NullMarked;
