/** One policy for the addresses that clients state: what an instance may have, and what its host name stands for. */
@NullMarked
package polis.address;

import org.jspecify.annotations.NullMarked;
