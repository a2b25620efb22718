/** How the other services are reached. */
@NullMarked
package polis.versionset.peer;

import org.jspecify.annotations.NullMarked;
