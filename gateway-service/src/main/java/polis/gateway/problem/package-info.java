/** What the gateway itself answers when a request gets no answer of a service. */
@NullMarked
package polis.gateway.problem;

import org.jspecify.annotations.NullMarked;
