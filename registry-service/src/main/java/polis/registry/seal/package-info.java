/** Seals what is kept in the database and must not be read there. */
@NullMarked
package polis.registry.seal;

import org.jspecify.annotations.NullMarked;
