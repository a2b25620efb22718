/** What a name, an id or a text must look like to be let in. */
@NullMarked
package polis.registry.name;

import org.jspecify.annotations.NullMarked;
