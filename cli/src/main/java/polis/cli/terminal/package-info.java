/** What the reader sees: colours where they help, tables, lines that are replaced while the command waits. */
@NullMarked
package polis.cli.terminal;

import org.jspecify.annotations.NullMarked;
