/**
 * What a command asks for, as typed Java: {@link io.framewright.client.query.Expressions},
 * {@link io.framewright.client.query.Operations}, {@link io.framewright.client.query.Sources},
 * {@link io.framewright.client.query.Destinations} and {@link io.framewright.client.query.Streams} make the JSON of
 * protocol.md, section 6, so that a slip of the pen does not compile. Everything here is immutable and thread-safe, and
 * needs neither a connection nor Tablesaw. What a name means (is there such a column, of that type?) only the worker
 * knows; it answers with a failure.
 */
@NullMarked
package io.framewright.client.query;

import org.jspecify.annotations.NullMarked;
