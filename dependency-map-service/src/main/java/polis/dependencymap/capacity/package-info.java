/** How large a city this process carries. */
@NullMarked
package polis.dependencymap.capacity;

import org.jspecify.annotations.NullMarked;
