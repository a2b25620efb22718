package polis.gateway.discovery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How closely the peers are followed.
 *
 * @param interval how often the current revision is asked for, and the instances while their feed is away
 * @param relist how often all instances are read although their feed is connected, since feeds go deaf
 * @param staleAfter how old a copy may be before it is called stale
 */
@ConfigurationProperties("polis.gateway.follow")
public record FollowSettings(@DefaultValue("PT1S") Duration interval, @DefaultValue("PT30S") Duration relist,
        @DefaultValue("PT5S") Duration staleAfter) {}
