package polis.scheduler.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A revision on its way to the city, or back.
 *
 * @param culprit the service because of which it goes back
 */
public record Rollout(String operation, Direction direction, Instant startedAt, List<Turn> turns,
        @Nullable String culprit) {

    Optional<Turn> turn(String service) {
        return turns.stream().filter(turn -> turn.service().equals(service)).findFirst();
    }
}
