package polis.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long keys count.
 *
 * @param keep how long an answer is kept for those who send the request again
 * @param lease how long a request may run before another one with its key may take its place, as after a crash
 * @param forgetEvery pause between two looks for keys whose time is over
 */
@ConfigurationProperties("polis.idempotency")
record IdempotencyProperties(@DefaultValue("24h") Duration keep, @DefaultValue("30s") Duration lease,
        @DefaultValue("10m") Duration forgetEvery) {}
