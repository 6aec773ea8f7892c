/**
 * What has happened: {@link io.framewright.event.Event}, the past-tense answer of a worker, and
 * {@link io.framewright.event.Failure}, the value every public boundary gives back when something could not be done.
 */
@NullMarked
package io.framewright.event;

import org.jspecify.annotations.NullMarked;
