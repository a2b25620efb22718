/** Which headers pass the gateway, and who the client is behind its proxies, as pure functions. */
@NullMarked
package polis.gateway.header;

import org.jspecify.annotations.NullMarked;
