/** What the reader sees: colours where they help, tables, lines that move while something is awaited. */
@NullMarked
package polis.cli.terminal;

import org.jspecify.annotations.NullMarked;
