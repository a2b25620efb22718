/** Which versions of a service there are and were, and where they run. */
@NullMarked
package polis.registry.version;

import org.jspecify.annotations.NullMarked;
