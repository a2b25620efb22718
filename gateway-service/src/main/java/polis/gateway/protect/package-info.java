/** Decides which requests yield when there is not room for all, as a pure function. */
@NullMarked
package polis.gateway.protect;

import org.jspecify.annotations.NullMarked;
