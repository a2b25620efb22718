/** Writes leases to the directory behind the requests that change them, and brings them back after a restart. */
@NullMarked
package polis.registry.writebehind;

import org.jspecify.annotations.NullMarked;
