/** What each source states about a service, field by field. */
@NullMarked
package polis.registry.description;

import org.jspecify.annotations.NullMarked;
