/** Tells callers apart: a scheduler by the subject of its token, all others as operators. */
@NullMarked
package polis.registry.caller;

import org.jspecify.annotations.NullMarked;
