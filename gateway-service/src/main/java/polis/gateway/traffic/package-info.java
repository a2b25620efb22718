/** The traffic port: takes a request, forwards it to an instance, and tries again where that is safe. */
@NullMarked
package polis.gateway.traffic;

import org.jspecify.annotations.NullMarked;
