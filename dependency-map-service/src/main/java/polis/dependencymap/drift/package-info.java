/**
 * Where the city is not as it was declared: dead declarations, undeclared roads, vital services that need lesser ones.
 */
@NullMarked
package polis.dependencymap.drift;

import org.jspecify.annotations.NullMarked;
