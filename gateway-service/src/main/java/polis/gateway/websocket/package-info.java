/** Takes WebSockets to instances. */
@NullMarked
package polis.gateway.websocket;

import org.jspecify.annotations.NullMarked;
