/** What the platform runs with: read from a file, then the environment, then flags, and validated once. */
@NullMarked
package io.framewright.app.config;

import org.jspecify.annotations.NullMarked;
