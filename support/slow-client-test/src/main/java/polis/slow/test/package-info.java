/** Clients on bare sockets that send next to nothing. */
@NullMarked
package polis.slow.test;

import org.jspecify.annotations.NullMarked;
