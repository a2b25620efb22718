/** Which headers pass the gateway, and who the client is behind its proxies, as pure functions. */
@NullMarked
@Pure
package polis.gateway.header;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
