/** Black-box tests of the whole stack over REST, on the real jars: no class of a service is on this class path. */
@NullMarked
package polis.e2e;

import org.jspecify.annotations.NullMarked;
