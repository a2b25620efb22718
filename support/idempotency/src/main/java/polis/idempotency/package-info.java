/**
 * Makes a POST with an {@code Idempotency-Key} safe to send again: it is carried out once and always answered the same.
 */
@NullMarked
package polis.idempotency;

import org.jspecify.annotations.NullMarked;
