package polis.scheduler.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Moves each instance one step on in its own life; what the others do does not matter here. */
final class ReplicaRules {

    private final Scene scene;

    private final List<Command> commands = new ArrayList<>();

    ReplicaRules(Scene scene) {
        this.scene = scene;
    }

    /** @param decided what the other rules want of the instances, which goes first */
    List<Command> decide(List<Command> decided) {
        Set<String> taken = decided.stream().map(ReplicaRules::takenAway).collect(Collectors.toSet());
        for (Replica replica : scene.observed.replicas()) {
            if (!taken.contains(replica.id())) {
                next(replica);
                register(replica);
            }
        }
        return commands;
    }

    private static String takenAway(Command command) {
        return switch (command) {
            case Command.Withdraw(String instance, String reason) -> instance;
            case Command.Stop(String instance, String reason) -> instance;
            default -> "";
        };
    }

    private void next(Replica replica) {
        switch (replica.phase()) {
            case INTENDED -> add(new Command.Launch(replica.id()));
            case STARTING, HEALTHY, RUN -> {
                if (!replica.alive()) {
                    add(new Command.Bury(replica.id(), true));
                } else {
                    rise(replica);
                }
            }
            case DRAINING -> {
                if (!replica.alive()) {
                    add(new Command.Bury(replica.id(), false));
                } else {
                    drain(replica);
                }
            }
            case STOPPING -> {
                if (!replica.alive()) {
                    add(new Command.Bury(replica.id(), false));
                } else if (scene.passed(replica.times().stopping(), scene.limits.grace())) {
                    add(new Command.Kill(replica.id()));
                }
            }
            case GONE -> {
            }
        }
    }

    private void rise(Replica replica) {
        boolean healthy = replica.probes().successes() >= scene.limits.healthyAfter();
        switch (replica.phase()) {
            case STARTING -> {
                if (healthy) {
                    add(new Command.Healthy(replica.id()));
                } else {
                    hurry(replica);
                }
            }
            case HEALTHY -> {
                if (replica.registered()) {
                    add(new Command.Serve(replica.id()));
                } else {
                    hurry(replica);
                }
            }
            case RUN -> {
                // The gateway takes its instances from the registry: it can only open what is RUN there.
                if (replica.times().opened() == null && replica.entry() != null
                        && replica.entry().state() == Lifecycle.RUN && replica.condemned() == null) {
                    add(new Command.OpenTraffic(replica.id()));
                }
                if (replica.condemned() == null && replica.probes().failures() >= scene.limits.unhealthyAfter()) {
                    add(new Command.Condemn(replica.id(), "is unhealthy: " + replica.probes().last()));
                }
            }
            default -> throw new IllegalStateException("No way up from " + replica.phase());
        }
    }

    private void hurry(Replica replica) {
        Goal goal = scene.goals.get(replica.service());
        if (goal != null && replica.fits(goal) && !scene.judged(replica.service())) {
            String late = scene.late(replica, goal);
            if (late != null) {
                add(new Command.Condemn(replica.id(), late));
            }
        }
    }

    private void drain(Replica replica) {
        Replica.Times times = replica.times();
        boolean late = scene.passed(times.withdrawn(), replica.drain().timeout());
        boolean idle = times.idle() != null || late;
        if (!idle) {
            add(new Command.PullTraffic(replica.id()));
        }
        if (times.deregistered() == null) {
            // While the registry is away its callers cannot forget the instance: it goes on serving them.
            if ((times.pulled() != null || late) && !scene.observed.registryAway()) {
                add(new Command.Deregister(replica.id()));
            }
        } else if (idle && scene.passed(times.deregistered(), replica.drain().delay())) {
            add(new Command.Stop(replica.id(), "drained"));
        }
    }

    private void register(Replica replica) {
        if (scene.observed.registryAway()) {
            return;
        }
        Replica.Entry entry = replica.entry();
        if (entry == null || !entry.managed()) {
            if (replica.phase().up()) {
                add(new Command.Announce(replica.id()));
            }
        }
        if (entry == null) {
            return;
        }
        if (replica.phase() == Phase.GONE) {
            if (entry.state() != Lifecycle.GONE) {
                add(new Command.ReportInstance(replica.id(), Lifecycle.GONE));
            }
        } else if (replica.phase() == Phase.RUN && entry.state() == Lifecycle.READY) {
            add(new Command.ReportInstance(replica.id(), Lifecycle.RUN));
        }
    }

    private void add(Command command) {
        commands.add(command);
    }
}
