/** Bearer tokens for CI jobs and login links for browsers. */
@NullMarked
package polis.cli.token;

import org.jspecify.annotations.NullMarked;
