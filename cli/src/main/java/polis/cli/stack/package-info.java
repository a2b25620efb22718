/** The stack on this machine: up, down, status, logs, and the supervisor that restarts what dies. */
@NullMarked
package polis.cli.stack;

import org.jspecify.annotations.NullMarked;
