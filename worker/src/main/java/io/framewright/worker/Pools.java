package io.framewright.worker;

import java.util.concurrent.Executor;

/**
 * The threads of a process that work for all its workers.
 *
 * @param handlers runs the commands: as many at a time as the host has processors for
 * @param blocking talks to the broker and to Redis: short calls that wait
 */
public record Pools(Executor handlers, Executor blocking) {}
