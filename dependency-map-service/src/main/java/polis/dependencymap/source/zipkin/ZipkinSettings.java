package polis.dependencymap.source.zipkin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How an existing Zipkin is read.
 *
 * @param url its base URL, such as {@code http://zipkin:9411}; without one none is read
 * @param read its traces, or only the dependencies that its Spark job has made of them
 * @param interval time between two readings
 * @param delay how long after its beginning a trace may be until it is whole in it: what is younger is left for the
 *              next time
 * @param lookback how far back the very first reading goes
 * @param window the longest time that one request asks for; it is halved while there is more than one answer may hold
 * @param limit traces that one answer may hold
 * @param maxAnswer bytes that one answer may have
 * @param timeout of one request
 * @param longestPause between two tries while it does not answer
 */
@Validated
@ConfigurationProperties("polis.map.zipkin")
record ZipkinSettings(@Nullable URI url, @DefaultValue("TRACES") @NotNull Reading read,
        @DefaultValue("10s") @NotNull @DurationMin(millis = 100) Duration interval,
        @DefaultValue("30s") @NotNull @DurationMin(nanos = 0) Duration delay,
        @DefaultValue("1h") @NotNull @DurationMin(nanos = 0) Duration lookback,
        @DefaultValue("1m") @NotNull @DurationMin(seconds = 1) Duration window,
        @DefaultValue("1000") @Min(1) @Max(100_000) int limit, @DefaultValue("16MB") @NotNull DataSize maxAnswer,
        @DefaultValue("20s") @NotNull @DurationMin(millis = 100) Duration timeout,
        @DefaultValue("5m") @NotNull @DurationMin(seconds = 1) Duration longestPause) {

    /** What of a Zipkin is read. */
    enum Reading {
        TRACES, DEPENDENCIES
    }

    boolean isOn() {
        return url != null && !url.toString().isBlank();
    }
}
