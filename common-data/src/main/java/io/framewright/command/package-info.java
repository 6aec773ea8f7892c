/**
 * What is asked for: {@link io.framewright.command.Command}, its envelope on the wire, and the names of all commands.
 */
@NullMarked
package io.framewright.command;

import org.jspecify.annotations.NullMarked;
