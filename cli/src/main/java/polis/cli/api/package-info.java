/** The REST APIs of the five services, as their consumer sees them: addresses, tokens, answers, problems. */
@NullMarked
package polis.cli.api;

import org.jspecify.annotations.NullMarked;
