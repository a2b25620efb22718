/** Where spans come from. */
@NullMarked
package polis.dependencymap.source;

import org.jspecify.annotations.NullMarked;
