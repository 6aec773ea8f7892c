/** How commands, events and rows are written down: every JSON field name of the protocol stands here and only here. */
@NullMarked
package io.framewright.serialize;

import org.jspecify.annotations.NullMarked;
