package polis.scheduler.execute;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import polis.scheduler.cluster.Action;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.Operation;
import polis.scheduler.cluster.Operation.Direction;
import polis.scheduler.cluster.Operations;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.Registry;
import polis.scheduler.cluster.State;
import polis.scheduler.cluster.StepStatus;
import polis.scheduler.cluster.Steps;
import polis.scheduler.cluster.Timeline.Milestone;
import polis.scheduler.reconcile.Command;

/** Tells the registry of instances and services. */
@Component
class RegistryEffects {

    private final Registry registry;
    private final Instances instances;
    private final Operations operations;
    private final Steps steps;
    private final TransactionOperations transaction;
    private final InstantSource clock;

    RegistryEffects(Registry registry, Instances instances, Operations operations, Steps steps,
            TransactionOperations transaction, InstantSource clock) {
        this.registry = registry;
        this.instances = instances;
        this.operations = operations;
        this.steps = steps;
        this.transaction = transaction;
        this.clock = clock;
    }

    void run(Command.Outward.ToRegistry command) {
        Instance instance = instances.get(command.instance());
        switch (command) {
            case Command.Announce _ -> announce(instance);
            case Command.ReportInstance(_, Lifecycle to) -> report(instance, to);
            case Command.Deregister _ -> deregister(instance);
        }
    }

    void run(Command.Outward.ToServices command, State state) {
        switch (command) {
            case Command.ReportService(String service, Lifecycle to) -> report(state, service, to);
        }
    }

    void announce(Instance instance) {
        registry.announce(instance.service(), instance.id(), instance.version(), instance.revision(),
                instance.endpoint());
    }

    private void report(Instance instance, Lifecycle to) {
        if (to == Lifecycle.GONE) {
            String reason = instance.timeline().endReason();
            registry.endInstance(instance.service(), instance.id(), !instance.timeline().has(Milestone.STOPPING),
                    reason == null ? "ended" : reason, instance.revision());
        } else {
            registry.moveInstance(instance.service(), instance.id(), to, "healthy and registered", instance.revision());
        }
    }

    private void deregister(Instance instance) {
        if (instance.phase() != Phase.DRAINING || instance.timeline().has(Milestone.DEREGISTERED)) {
            return;
        }
        steps.begin(instance, Action.DEREGISTER, null, clock.instant());
        registry.moveInstance(instance.service(), instance.id(), Lifecycle.DESTROY, "is being replaced or removed",
                instance.revision());
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            instances.deregistered(instance.id(), now);
            // Traffic that could not be pulled in time is left to the deregistration.
            steps.end(instance, Action.PULL_TRAFFIC, StepStatus.SKIPPED, "requests were still under way", now);
            steps.end(instance, Action.DEREGISTER, StepStatus.SUCCEEDED, null, now);
            steps.begin(instance, Action.DRAIN, "callers get " + instance.target().traffic().delay() + " to forget it",
                    now);
        });
    }

    private void report(State state, String service, Lifecycle to) {
        Operation apply = state.apply();
        Operation heal = state.heals().get(service);
        String reason = "revision " + state.revision();
        if (apply != null && apply.direction() == Direction.BACK) {
            reason = String.valueOf(apply.reason());
        } else if (to == Lifecycle.FAILED) {
            reason = heal == null ? "no instance serves" : String.valueOf(heal.reason());
        }
        registry.moveService(service, to, reason, state.revision());
        if (apply != null && to != Lifecycle.RUN) {
            operations.announced(apply.seq(), service, apply.direction());
        }
    }
}
