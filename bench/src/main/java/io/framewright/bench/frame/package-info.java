/**
 * Frames beside DuckDB, Polars and Tablesaw on the group-by and join sets of the db-benchmark: {@link FrameBench} runs,
 * {@link Questions} holds what is asked.
 */
@NullMarked
package io.framewright.bench.frame;

import org.jspecify.annotations.NullMarked;
