/** Asks those whose leases lapsed whether they live, and ends those that do not. */
@NullMarked
package polis.registry.liveness;

import org.jspecify.annotations.NullMarked;
