package polis.gateway.upstream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How instances are treated.
 *
 * @param slowStart how long a newcomer's share rises from a tenth to the whole; 0 for no slow start
 * @param connectTimeout how long an instance may take to accept a connection
 * @param maxIdle how long an unused connection is kept; below the keep-alive timeout of the servers (5 s is the
 *                shortest common one), so that no request is sent into a connection that the server is about to close
 * @param maxConnections the most connections to one instance
 * @param ejectFirst how long an instance stays out after its first refused connection, at least
 * @param ejectMost how long an instance stays out between two checks, at most
 */
@ConfigurationProperties("polis.gateway")
record UpstreamSettings(@DefaultValue("PT10S") Duration slowStart, @DefaultValue("PT1S") Duration connectTimeout,
        @DefaultValue("PT4S") Duration maxIdle, @DefaultValue("500") int maxConnections,
        @DefaultValue("PT0.5S") Duration ejectFirst, @DefaultValue("PT8S") Duration ejectMost) {}
