/** Tells the registry, sooner or later, what the current revision says of each service. */
@NullMarked
package polis.versionset.description;

import org.jspecify.annotations.NullMarked;
