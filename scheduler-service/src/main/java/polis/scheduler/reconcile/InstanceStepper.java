package polis.scheduler.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.Replica;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.Timeline.Milestone;

/** Moves each instance one step on in its own life; what the others do does not matter here. */
final class InstanceStepper {

    private final ClusterView view;
    private final List<Command> commands = new ArrayList<>();

    InstanceStepper(ClusterView view) {
        this.view = view;
    }

    /** @param taken instances that the other rules take away */
    List<Command> decide(Set<String> taken) {
        for (Replica replica : view.observed.replicas()) {
            if (!taken.contains(replica.id())) {
                next(replica).ifPresent(commands::add);
                register(replica);
            }
        }
        return commands;
    }

    private Optional<Command> next(Replica replica) {
        String id = replica.id();
        boolean gone = !replica.alive();
        return switch (replica.phase()) {
            case INTENDED -> Optional.of(new Command.Launch(id));
            case STARTING ->
                gone ? exited(id, true) : healthy(replica) ? Optional.of(new Command.Healthy(id)) : late(replica);
            case HEALTHY ->
                gone ? exited(id, true) : replica.registered() ? Optional.of(new Command.Serve(id)) : late(replica);
            case RUN -> gone ? exited(id, true) : run(replica);
            case DRAINING -> gone ? exited(id, false) : drain(replica);
            case STOPPING -> gone ? exited(id, false) : stop(replica);
            case GONE -> Optional.empty();
        };
    }

    private static Optional<Command> exited(String instance, boolean failed) {
        return Optional.of(new Command.RecordExit(instance, failed));
    }

    private boolean healthy(Replica replica) {
        return replica.probes().successes() >= view.limits.healthyAfter();
    }

    private Optional<Command> run(Replica replica) {
        if (replica.replacing()) {
            return Optional.empty();
        }
        // The gateway takes its instances from the registry: it can only open what is RUN there.
        if (!replica.has(Milestone.OPENED) && replica.entry() != null && replica.entry().state() == Lifecycle.RUN) {
            commands.add(new Command.OpenTraffic(replica.id()));
        }
        return replica.probes().failures() >= view.limits.unhealthyAfter()
                ? Optional.of(new Command.MarkForReplacement(replica.id(), "is unhealthy: " + replica.probes().last()))
                : Optional.empty();
    }

    private Optional<Command> late(Replica replica) {
        ServiceTarget target = view.targets.get(replica.service());
        String late = target != null && replica.fits(target) && !view.judged(replica.service())
                ? view.late(replica, target)
                : null;
        return late == null ? Optional.empty() : Optional.of(new Command.MarkForReplacement(replica.id(), late));
    }

    private Optional<Command> stop(Replica replica) {
        return view.passed(replica.at(Milestone.STOPPING), view.limits.grace())
                ? Optional.of(new Command.Kill(replica.id()))
                : Optional.empty();
    }

    private Optional<Command> drain(Replica replica) {
        ServiceTarget.Traffic traffic = replica.instance().target().traffic();
        boolean late = view.passed(replica.at(Milestone.WITHDRAWN), traffic.timeout());
        boolean idle = replica.has(Milestone.IDLE) || late;
        if (!idle) {
            commands.add(new Command.PullTraffic(replica.id()));
        }
        if (!replica.has(Milestone.DEREGISTERED)) {
            // While the registry is away its callers cannot forget the instance: it goes on serving them.
            return (replica.has(Milestone.PULLED) || late) && !view.observed.registryAway()
                    ? Optional.of(new Command.Deregister(replica.id()))
                    : Optional.empty();
        }
        return idle && view.passed(replica.at(Milestone.DEREGISTERED), traffic.delay())
                ? Optional.of(new Command.Stop(replica.id(), "drained"))
                : Optional.empty();
    }

    private void register(Replica replica) {
        if (view.observed.registryAway()) {
            return;
        }
        Replica.Entry entry = replica.entry();
        if (entry == null || !entry.managed()) {
            if (replica.phase().up()) {
                commands.add(new Command.Announce(replica.id()));
            }
        }
        if (entry == null) {
            return;
        }
        if (replica.phase() == Phase.GONE) {
            if (entry.state() != Lifecycle.GONE) {
                commands.add(new Command.ReportInstance(replica.id(), Lifecycle.GONE));
            }
        } else if (replica.phase() == Phase.RUN && entry.state() == Lifecycle.READY) {
            commands.add(new Command.ReportInstance(replica.id(), Lifecycle.RUN));
        }
    }
}
