/** What a service needs to call another one, and to go on while that one is away. */
@NullMarked
package polis.peer;

import org.jspecify.annotations.NullMarked;
