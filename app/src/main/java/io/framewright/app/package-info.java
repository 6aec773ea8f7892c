/**
 * The command line: one small class a command, and the wiring of {@code up} and {@code demo}. The client commands load
 * nothing of the platform's servers, so that they start fast.
 */
@NullMarked
package io.framewright.app;

import org.jspecify.annotations.NullMarked;
