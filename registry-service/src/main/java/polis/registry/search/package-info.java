/** Lists of services by filters and words, with facets. */
@NullMarked
package polis.registry.search;

import org.jspecify.annotations.NullMarked;
