/** Operating system processes by identity (id and start time), their memory, and who holds which port. */
@NullMarked
package polis.cli.process;

import org.jspecify.annotations.NullMarked;
