package polis.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polis.scheduler.cluster.Desired;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Observed;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.State;
import polis.scheduler.cluster.Timeline;
import polis.scheduler.cluster.Watched;
import polis.scheduler.execute.Executor;
import polis.scheduler.execute.SimulatedExecutor;
import polis.scheduler.reconcile.Command;
import polis.scheduler.reconcile.Limits;
import polis.scheduler.registry.SimulatedRegistry;
import polis.scheduler.simulation.SimulatedDriver.Behaviour;
import polis.scheduler.traffic.SimulatedGateway;

/** A scheduler that does not act starts nothing, also what was decided while it did. */
class ExecutorTests {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final State STATE = new State(new Desired(null, List.of(), null, Set.of()),
            new Observed(List.of(), Map.of(), List.of(), Watched.from(NOW), null), Map.of());

    private final Random random = new Random(1);
    private final SimulatedRegistry registry = new SimulatedRegistry();
    private final SimulatedDriver driver = new SimulatedDriver(registry, random);
    private final InstancesInMemory instances = new InstancesInMemory();
    private final Executor executor = SimulatedExecutor.of(
            new SimulatedExecutor.Stores(new OperationsInMemory(), new StepsInMemory(), instances,
                    new FailureHistoryInMemory(), new RevisionsInMemory()),
            new SimulatedExecutor.Outside(driver, registry.look(() -> NOW), new SimulatedGateway(random).traffic()),
            new Limits(4, 2, 3, 3, Duration.ofSeconds(20), Duration.ofSeconds(30)), () -> NOW, () -> false);

    @BeforeEach
    void intend() {
        List.of("cart-1", "cart-2", "cart-3").forEach(this::intend);
    }

    @Test
    void startsNothingBeforeItTakesOverAndNothingAfterItRests() {
        launch("cart-1");
        assertThat(driver.living()).isEmpty();
        executor.takeOver();
        launch("cart-2");
        assertThat(driver.living()).containsExactly("cart-2");
        assertThat(instances.get("cart-2").phase()).isEqualTo(Phase.STARTING);
        executor.rest();
        launch("cart-3");
        assertThat(driver.living()).containsExactly("cart-2");
        executor.takeOver();
        launch("cart-3");
        assertThat(driver.living()).containsExactly("cart-2", "cart-3");
    }

    @Test
    void callsBackWhenACommandWasDone() {
        AtomicInteger calls = new AtomicInteger();
        executor.onChange(calls::incrementAndGet);
        executor.takeOver();
        launch("cart-1");
        assertThat(calls).hasValue(1);
    }

    private void launch(String instance) {
        assertThat(executor.execute(new Command.Launch(instance), STATE, NOW)).isFalse();
    }

    private void intend(String id) {
        ServiceTarget target = new ServiceTarget("cart", "1.0.0", "digest",
                new ServiceTarget.ProcessSpec("cart.jar", List.of(Behaviour.WELL.name()), Map.of(), 10), 3,
                new ServiceTarget.Health("/", Duration.ZERO, Duration.ZERO, Duration.ZERO),
                new ServiceTarget.Traffic(false, Duration.ZERO, Duration.ZERO), List.of());
        instances.intend(new Instance(id, target, 1, null, new Instance.Endpoint("local", "localhost", 20_000),
                Timeline.intended(NOW), null));
    }
}
