/** Where the other services are. */
@NullMarked
package polis.versionset.peer;

import org.jspecify.annotations.NullMarked;
