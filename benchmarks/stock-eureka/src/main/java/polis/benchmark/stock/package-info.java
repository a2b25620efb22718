/** The peer of the registry's benchmark. */
@NullMarked
package polis.benchmark.stock;

import org.jspecify.annotations.NullMarked;
