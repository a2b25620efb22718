package polis.gateway.forward;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long forwarding may take, and what may be sent twice.
 *
 * @param tryTimeout from the end of the request to the head of the answer, for each try of a request that may be sent
 *                   twice
 * @param totalTimeout the same for all tries together; the transfer of bodies does not count
 * @param idleTimeout the longest pause between two parts of a body, either way
 * @param replay the largest body of an idempotent request that is kept for a second try
 * @param trustedProxies addresses, as IP or IP/prefix length, whose X-Forwarded-* headers are believed; those of all
 *        others are replaced
 */
@ConfigurationProperties("polis.gateway")
record ForwardSettings(@DefaultValue("PT10S") Duration tryTimeout, @DefaultValue("PT20S") Duration totalTimeout,
        @DefaultValue("PT60S") Duration idleTimeout, @DefaultValue("64KB") DataSize replay,
        @DefaultValue List<String> trustedProxies) {}
