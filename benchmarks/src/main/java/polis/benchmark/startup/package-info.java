/**
 * How long the city takes to stand up, and what it weighs, beside the same jars started with a plain {@code java -jar}.
 */
@NullMarked
package polis.benchmark.startup;

import org.jspecify.annotations.NullMarked;
