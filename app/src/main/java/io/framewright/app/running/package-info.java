/** How commands find a platform that runs on this machine: one small file for each {@code up}. */
@NullMarked
package io.framewright.app.running;

import org.jspecify.annotations.NullMarked;
