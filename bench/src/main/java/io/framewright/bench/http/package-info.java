/**
 * HTTP on a platform in a process of its own: rows as JSON beside Jackson alone, a frame by page as Arrow, by Flight
 * beside a server of Arrow's own, those who follow events, and how long {@code GET /info} takes under load.
 */
@NullMarked
package io.framewright.bench.http;

import org.jspecify.annotations.NullMarked;
