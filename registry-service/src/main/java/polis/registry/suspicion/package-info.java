/**
 * What a lapsed lease means: whether this process was healthy, and what becomes of the suspect. Pure functions of their
 * arguments.
 */
@NullMarked
@Pure
package polis.registry.suspicion;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
