/** PostgreSQL on a bare machine: the binaries, the cluster's folder, its roles. */
@NullMarked
package polis.cli.postgres;

import org.jspecify.annotations.NullMarked;
