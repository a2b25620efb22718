/**
 * Every error that a service answers with, as an RFC 9457 problem document, from one core for servlet and reactive
 * services.
 */
@NullMarked
package polis.problem;

import org.jspecify.annotations.NullMarked;
