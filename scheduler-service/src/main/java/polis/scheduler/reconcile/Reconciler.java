package polis.scheduler.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what is desired with what is observed and answers with what to do next. Level-triggered: it remembers
 * nothing, so that it may be asked at any time, after any crash, and answers the same.
 */
public final class Reconciler {

    private final Limits limits;

    public Reconciler(Limits limits) {
        this.limits = limits;
    }

    public List<Command> decide(Desired desired, Observed observed, Instant now) {
        Scene scene = new Scene(desired, observed, limits, now);
        List<Command> commands = new ArrayList<>();
        commands.addAll(new RolloutRules(scene).decide());
        commands.addAll(new SlotRules(scene).decide());
        commands.addAll(new ReplicaRules(scene).decide(commands));
        commands.addAll(new LifecycleRules(scene).decide());
        return commands;
    }
}
