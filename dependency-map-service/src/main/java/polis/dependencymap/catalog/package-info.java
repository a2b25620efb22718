/** What the registry says of the services, kept as a copy for the time when it is away. */
@NullMarked
package polis.dependencymap.catalog;

import org.jspecify.annotations.NullMarked;
