/**
 * The HTTP face of workers' frames and of the manager (docs/protocol.md, section 7). Rows are read from the immutable
 * versions of frames that this process holds, and streamed; whatever changes something goes as a command through the
 * broker, as any caller's does. {@link io.framewright.net.HttpServer} starts it; a failure becomes a problem detail in
 * one place.
 */
@NullMarked
package io.framewright.net;

import org.jspecify.annotations.NullMarked;
