/** The dependency map service: spans, the dependency graph that they draw, its depth, breadth and cycles. */
@NullMarked
package polis.dependencymap;

import org.jspecify.annotations.NullMarked;
