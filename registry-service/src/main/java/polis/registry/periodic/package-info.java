/** Work that is repeated beside the requests. */
@NullMarked
package polis.registry.periodic;

import org.jspecify.annotations.NullMarked;
