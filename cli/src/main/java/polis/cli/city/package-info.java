/** The city on this machine: up, down, status, logs, and the supervisor that keeps it standing. */
@NullMarked
package polis.cli.city;

import org.jspecify.annotations.NullMarked;
