/** Drawing large graphs and finding their cycles. */
@NullMarked
package polis.benchmark.layout;

import org.jspecify.annotations.NullMarked;
