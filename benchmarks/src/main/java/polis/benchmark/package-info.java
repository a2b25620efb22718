/** Runs a benchmark against its peer in the same run: interleaved rounds, medians, spread and the ratio. */
@NullMarked
package polis.benchmark;

import org.jspecify.annotations.NullMarked;
