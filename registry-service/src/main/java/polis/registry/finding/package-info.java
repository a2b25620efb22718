/** Findings about the services, and their acknowledgements. */
@NullMarked
package polis.registry.finding;

import org.jspecify.annotations.NullMarked;
