/** Publishes to the registry what the current revision says of each service. */
@NullMarked
package polis.versionset.description;

import org.jspecify.annotations.NullMarked;
