package polis.registry.liveness;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How instances are treated whose leases lapse.
 *
 * @param timeout how long an instance may take to answer whether it lives
 * @param probes instances that are probed at once
 * @param late a look for lapsed leases or a request to the own port that is later than this means that this process is
 *             degraded
 * @param share of the leases; where more lapse anew within one lease, this process is degraded
 * @param keep how long an instance that answers may go without a renewal, in time in which this process ran
 */
@Validated
@ConfigurationProperties("polis.registry.liveness")
record LivenessSettings(@DefaultValue("PT2S") @DurationMin(millis = 100) Duration timeout,
        @DefaultValue("64") @Min(1) @Max(1024) int probes,
        @DefaultValue("PT1S") @DurationMin(millis = 100) Duration late,
        @DefaultValue("0.15") @DecimalMin("0") @DecimalMax("1") double share,
        @DefaultValue("PT15M") @DurationMin(seconds = 1) Duration keep) {}
