package polis.gateway.listener;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How slowly clients may send, on both ports.
 *
 * @param headTimeout how long the head of a request may take, from its first octet or from the connection's beginning;
 *        between two requests the idle time-out counts instead
 * @param bodyGrace how long a body may lag behind {@code bodyRate}; only time in which the gateway waits for the client
 *                  counts
 * @param bodyRate the least that a client must send of a body per second
 */
@ConfigurationProperties("polis.gateway.clients")
record ClientSettings(@DefaultValue("PT10S") Duration headTimeout, @DefaultValue("PT5S") Duration bodyGrace,
        @DefaultValue("240B") DataSize bodyRate) {}
