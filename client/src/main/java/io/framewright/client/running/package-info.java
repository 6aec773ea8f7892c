/** How commands find a platform that runs on this machine: one small file for each {@code up}. */
@NullMarked
package io.framewright.client.running;

import org.jspecify.annotations.NullMarked;
