package polis.scheduler.execute;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionOperations;
import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.FailureHistory;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Operations;
import polis.scheduler.cluster.Registry;
import polis.scheduler.cluster.Revisions;
import polis.scheduler.cluster.State;
import polis.scheduler.cluster.Steps;
import polis.scheduler.cluster.Traffic;
import polis.scheduler.reconcile.Command;
import polis.scheduler.reconcile.Limits;
import polis.scheduler.workload.SimulatedWorkload;

/** Makes executors that work in the thread that asks and by the simulation's clock. */
public final class SimulatedExecutor {

    private static final TransactionOperations AT_ONCE = TransactionOperations.withoutTransaction();

    private SimulatedExecutor() {}

    /** What is written down. */
    public record Stores(Operations operations, Steps steps, Instances instances, FailureHistory failures,
            Revisions revisions) {}

    /** What lies outside. */
    public record Outside(Driver driver, Registry registry, Traffic traffic) {}

    /** @param late whether the command that is just decided is not taken up this time */
    public static Executor of(Stores stores, Outside outside, Limits limits, InstantSource clock,
            BooleanSupplier late) {
        Driver driver = outside.driver();
        Instances instances = stores.instances();
        Steps steps = stores.steps();
        SimulatedWorkload workload = SimulatedWorkload.of(driver, instances, stores.revisions());
        RegistryEffects registry = new RegistryEffects(outside.registry(), instances, stores.operations(), steps,
                AT_ONCE, clock);
        ProcessEffects processes = new ProcessEffects(workload.launcher(), registry, workload.credentials(), instances,
                stores.failures(), steps, workload.reasons(), AT_ONCE, clock);
        GatewayEffects gateway = new GatewayEffects(outside.traffic(), instances, steps, AT_ONCE, clock);
        Dispatcher dispatcher = new Dispatcher(processes, registry, gateway) {

            @Override
            void dispatch(Command.Outward command, State state) {
                if (!late.getAsBoolean()) {
                    super.dispatch(command, state);
                }
            }

            @Override
            void start(String subject, Runnable task) {
                task.run();
            }

            @Override
            long nanoTime() {
                return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
            }
        };
        return new Executor(
                new OperationRecorder(stores.operations(), steps, stores.failures(), stores.revisions(),
                        workload.reasons()),
                new InstanceRecorder(steps, instances, stores.failures(), workload.ports(), driver, workload.reasons(),
                        limits),
                AT_ONCE, dispatcher, instances, driver);
    }
}
