package polis.gateway.session;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the console's sessions are kept. How long one lives, its token says: {@code polis.registry.token.session-ttl}.
 *
 * @param perPerson how many a person may have; the next one ends the oldest
 * @param most how many there may be in all; the next one ends the oldest
 * @param recheck how long a session is believed without a look into the database, and so how long one that another
 *                gateway has ended may still be good here
 * @param clean how often sessions that are over are taken out
 */
@Validated
@ConfigurationProperties("polis.gateway.session")
record SessionSettings(@DefaultValue("20") @Min(1) int perPerson, @DefaultValue("10000") @Min(1) int most,
        @DefaultValue("PT2S") Duration recheck, @DefaultValue("PT1M") Duration clean) {}
