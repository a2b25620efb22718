/** How lists are cut into pages. */
@NullMarked
package polis.registry.page;

import org.jspecify.annotations.NullMarked;
