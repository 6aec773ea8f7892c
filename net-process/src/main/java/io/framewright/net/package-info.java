/**
 * The HTTP face of a worker's frames and of the manager (protocol.md, section 7). The room is here; it is not furnished
 * yet: no public type, nothing listens.
 */
@NullMarked
package io.framewright.net;

import org.jspecify.annotations.NullMarked;
