/** The peer of the benchmark of events. */
@NullMarked
package polis.benchmark.stock.sse;

import org.jspecify.annotations.NullMarked;
