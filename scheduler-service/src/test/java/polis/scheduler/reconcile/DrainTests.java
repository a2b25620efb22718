package polis.scheduler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import polis.scheduler.cluster.Desired;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.Observed;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.Replica;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.State;
import polis.scheduler.cluster.Timeline;
import polis.scheduler.cluster.Timeline.Milestone;
import polis.scheduler.cluster.Watched;

/** The way of an instance out of service, step by step: pulled, forgotten by its callers, and only then stopped. */
class DrainTests {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final Command PULL = new Command.PullTraffic("back-1");
    private static final Command DEREGISTER = new Command.Deregister("back-1");
    private static final Command STOP = new Command.Stop("back-1", "drained");

    /** Callers get six seconds to forget it, requests thirty to finish. */
    private static final ServiceTarget TARGET = new ServiceTarget("back", "1", "1",
            new ServiceTarget.ProcessSpec("a.jar", List.of(), Map.of(), 10), 1,
            new ServiceTarget.Health("/", Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(60)),
            new ServiceTarget.Traffic(true, Duration.ofSeconds(6), Duration.ofSeconds(30)), List.of());

    private Phase phase = Phase.DRAINING;
    private final Map<Milestone, Instant> times = new EnumMap<>(Milestone.class);

    DrainTests() {
        ago(Milestone.INTENDED, 600);
    }

    @Test
    void theRegistryIsToldOnlyWhenTheTrafficIsPulled() {
        ago(Milestone.WITHDRAWN, 29);
        assertThat(decide()).containsExactly(PULL);
        ago(Milestone.PULLED, 0);
        assertThat(decide()).containsExactly(PULL, DEREGISTER);
    }

    @Test
    void trafficThatCannotBePulledIsWaitedForUntilTheTimeout() {
        ago(Milestone.WITHDRAWN, 30);
        assertThat(decide()).containsExactly(DEREGISTER);
    }

    @Test
    void whileRequestsAreUnderWayItIsPulledAgainAndNotStopped() {
        ago(Milestone.WITHDRAWN, 20);
        ago(Milestone.PULLED, 19);
        ago(Milestone.DEREGISTERED, 18);
        assertThat(decide()).containsExactly(PULL);
        ago(Milestone.IDLE, 0);
        assertThat(decide()).containsExactly(STOP);
    }

    @Test
    void itIsStoppedOnlyWhenItsCallersHadTheTimeToForgetIt() {
        ago(Milestone.WITHDRAWN, 10);
        ago(Milestone.PULLED, 10);
        ago(Milestone.IDLE, 10);
        ago(Milestone.DEREGISTERED, 5);
        assertThat(decide()).isEmpty();
        ago(Milestone.DEREGISTERED, 6);
        assertThat(decide()).containsExactly(STOP);
    }

    @Test
    void oneThatDoesNotEndWhenAskedIsKilled() {
        phase = Phase.STOPPING;
        ago(Milestone.STOPPING, 19);
        assertThat(decide()).isEmpty();
        ago(Milestone.STOPPING, 20);
        assertThat(decide()).containsExactly(new Command.Kill("back-1"));
    }

    private void ago(Milestone milestone, int seconds) {
        times.put(milestone, NOW.minusSeconds(seconds));
    }

    private List<Command> decide() {
        Replica replica = new Replica(
                new Instance("back-1", TARGET, 1, null, new Instance.Endpoint("local", "", 1),
                        new Timeline(phase, times, null, null), null),
                true, Replica.Probes.NONE, new Replica.Entry(Lifecycle.RUN, true, true));
        Observed observed = new Observed(List.of(replica), Map.of(), List.of(), Watched.from(NOW.minusSeconds(3_600)),
                NOW.minusSeconds(3_600));
        return new Reconciler(new Limits(4, 2, 3, 3, Duration.ofSeconds(20), Duration.ofSeconds(30)))
                .decide(new State(new Desired(null, List.of(), null, Set.of()), observed, Map.of()), NOW).stream()
                .filter(command -> !(command instanceof Command.Heal)).toList();
    }
}
