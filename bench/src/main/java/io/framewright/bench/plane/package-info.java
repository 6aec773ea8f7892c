/**
 * The message plane beside its peers: the same commands through the same broker and Redis, answered by workers of ours,
 * by code written by hand, by Spring and by Celery, each in a process of its own.
 */
@NullMarked
package io.framewright.bench.plane;

import org.jspecify.annotations.NullMarked;
