package polis.registry.health;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How instances are checked.
 *
 * @param enabled without checks every instance runs on its lease alone
 * @param interval from one check of an instance to its next
 * @param fastInterval the same until the first verdict, and while failures speak against a passing one
 * @param timeout for a whole check: looking the name up, connecting, the answer and its body
 * @param rise passes in a row that make an instance passing
 * @param fall failures in a row that make it failing
 * @param jitter share of the interval by which each check is moved at random, so that they spread out
 * @param flapWindow each fall within this time doubles the passes that are needed to rise again, up to eight times
 * @param concurrency checks at once
 * @param perHost checks at once of instances on one host
 * @param maxBody how much of an answer is read; the rest is nobody's business
 * @param sslBundle the SSL bundle whose trust counts for {@code https:}; the JVM's own where none is named
 */
@Validated
@ConfigurationProperties("polis.registry.health")
record HealthSettings(@DefaultValue("true") boolean enabled,
        @DefaultValue("PT10S") @DurationMin(millis = 100) Duration interval,
        @DefaultValue("PT1S") @DurationMin(millis = 100) Duration fastInterval,
        @DefaultValue("PT2S") @DurationMin(millis = 10) Duration timeout, @DefaultValue("2") @Min(1) @Max(100) int rise,
        @DefaultValue("3") @Min(1) @Max(100) int fall,
        @DefaultValue("0.2") @DecimalMin("0") @DecimalMax("0.9") double jitter,
        @DefaultValue("PT5M") Duration flapWindow, @DefaultValue("1000") @Min(1) int concurrency,
        @DefaultValue("16") @Min(1) int perHost, @DefaultValue("64KB") DataSize maxBody, @Nullable String sslBundle) {}
