/** The four questions of the city hall, answered in one page. */
@NullMarked
package polis.registry.summary;

import org.jspecify.annotations.NullMarked;
