/** Compares the API that runs with the {@code openapi.yaml} that is committed, and refreshes it on demand. */
@NullMarked
package polis.openapi.test;

import org.jspecify.annotations.NullMarked;
