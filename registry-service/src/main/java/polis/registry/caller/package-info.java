/** Who calls: a scheduler by the subject of its token, or an operator. */
@NullMarked
package polis.registry.caller;

import org.jspecify.annotations.NullMarked;
