/** Drawing large cities and finding their cycles. */
@NullMarked
package polis.benchmark.layout;

import org.jspecify.annotations.NullMarked;
