package polis.peer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long another service may take.
 *
 * @param connectTimeout to accept a connection
 * @param readTimeout to answer
 */
@ConfigurationProperties("polis.peers")
record PeerTimeouts(@DefaultValue("1s") Duration connectTimeout, @DefaultValue("3s") Duration readTimeout) {}
