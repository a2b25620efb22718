package polis.scheduler.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import polis.scheduler.cluster.State;

/**
 * Compares what is desired with what is observed and answers with what to do next. Level-triggered: it remembers
 * nothing, so that it may be asked at any time, after any crash, and answers the same.
 */
public final class Reconciler {

    private final Limits limits;

    public Reconciler(Limits limits) {
        this.limits = limits;
    }

    public List<Command> decide(State state, Instant now) {
        ClusterView view = new ClusterView(state, limits, now);
        List<Command> commands = new ArrayList<>(new RolloutReconciler(view).decide());
        ServiceReconciler services = new ServiceReconciler(view);
        commands.addAll(services.decide());
        commands.addAll(new InstanceStepper(view).decide(services.takenAway()));
        commands.addAll(new RegistryReport(view).decide());
        return commands;
    }
}
