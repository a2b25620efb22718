/** The legal states of services and instances and what leases say about them: pure functions. */
@NullMarked
@Pure
package polis.registry.lifecycle;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
