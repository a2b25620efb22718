/**
 * How long the stack takes to start, and how much memory it needs, beside the same jars started with a plain
 * {@code java -jar}.
 */
@NullMarked
package polis.benchmark.startup;

import org.jspecify.annotations.NullMarked;
