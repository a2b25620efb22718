/** The other nodes of the registry: passes leases on to them, compares with them, and knows which of them live. */
@NullMarked
package polis.registry.node;

import org.jspecify.annotations.NullMarked;
