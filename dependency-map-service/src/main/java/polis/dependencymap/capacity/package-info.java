/** Bounds how large a map this process carries. */
@NullMarked
package polis.dependencymap.capacity;

import org.jspecify.annotations.NullMarked;
