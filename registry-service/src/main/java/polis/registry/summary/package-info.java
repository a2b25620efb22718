/** A summary of all services, versions and instances on one page. */
@NullMarked
package polis.registry.summary;

import org.jspecify.annotations.NullMarked;
