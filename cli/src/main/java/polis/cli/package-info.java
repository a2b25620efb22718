/** The command line: what a person or a CI job types. */
@NullMarked
package polis.cli;

import org.jspecify.annotations.NullMarked;
