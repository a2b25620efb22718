package polis.registry.eureka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Why this node refused registrations lately, for those who look after it. */
@Component
public class RegistrationRefusals {

    private static final Duration LATELY = Duration.ofMinutes(10);

    private final InstantSource clock;
    private volatile @Nullable Refusal latest;

    RegistrationRefusals(InstantSource clock) {
        this.clock = clock;
    }

    private record Refusal(String why, Instant at) {}

    void add(String why) {
        latest = new Refusal(why, clock.instant());
    }

    /** A sentence about the latest; empty where nobody was refused for a while. */
    public Optional<String> why() {
        Refusal refusal = latest;
        return refusal == null || refusal.at().plus(LATELY).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(refusal.why());
    }
}
