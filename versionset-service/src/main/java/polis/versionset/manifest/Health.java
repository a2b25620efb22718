package polis.versionset.manifest;

import static polis.versionset.schema.Field.field;

import java.time.Duration;
import polis.versionset.schema.Shape;

/** How an instance is asked whether it is healthy. */
record Health(String path, Duration interval, Duration timeout, Duration deadline) {

    static final Shape<Health> SHAPE = Shape.of(Health.class,
            field("path", Health::path, Values.PROBE, "It is healthy when this answers 200.")
                    .orElse("/actuator/health/readiness"),
            field("interval", Health::interval, Values.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
                    "Between two questions.").orElse("PT1S"),
            field("timeout", Health::timeout, Values.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
                    "Of one question.").orElse("PT2S"),
            field("deadline", Health::deadline, Values.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                    "From the start to the first healthy answer; then the rollout is given up.").orElse("PT60S"));

}
