/** What the features that copy a peer's state share: where it is, how to ask it, and how old the copy is. */
@NullMarked
package polis.gateway.peer;

import org.jspecify.annotations.NullMarked;
