package polis.versionset.manifest;

import static polis.versionset.schema.Field.field;

import java.time.Duration;
import polis.versionset.schema.Shape;

/** How an instance is taken out of service. */
record Drain(Duration delay, Duration timeout) {

    static final Shape<Drain> SHAPE = Shape.of(Drain.class,
            field("delay", Drain::delay, Values.duration(Duration.ZERO, Duration.ofMinutes(10)),
                    "Between deregistration and the end: what callers' caches need to forget an instance.")
                    .orElse("PT6S"),
            field("timeout", Drain::timeout, Values.duration(Duration.ZERO, Duration.ofHours(1)),
                    "How long requests that have begun may take.").orElse("PT30S"));

}
