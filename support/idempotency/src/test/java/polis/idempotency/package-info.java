/** Tests of the filter over HTTP and with a real PostgreSQL. */
@NullMarked
package polis.idempotency;

import org.jspecify.annotations.NullMarked;
