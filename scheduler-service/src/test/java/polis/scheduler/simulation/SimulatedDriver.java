package polis.scheduler.simulation;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.HealthChecks;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Replica;
import polis.scheduler.cluster.RunningProcess;
import polis.scheduler.registry.SimulatedRegistry;

/** Processes in memory, which behave as their version does. */
final class SimulatedDriver implements Driver {

    enum Behaviour {
        WELL, SICK, CRASHING
    }

    /** One process. */
    private static final class Simulated {

        final Behaviour behaviour;

        boolean alive = true;

        boolean ill;

        boolean asked;

        int age;

        Replica.Probes probes = Replica.Probes.NONE;

        Simulated(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        boolean well() {
            return behaviour == Behaviour.WELL && age >= 2 && !ill;
        }
    }

    private final Map<String, Simulated> processes = new LinkedHashMap<>();
    private final SimulatedRegistry registry;
    private final Random random;

    SimulatedDriver(SimulatedRegistry registry, Random random) {
        this.registry = registry;
        this.random = random;
    }

    /** Half a second goes by for all processes. */
    void live() {
        processes.forEach((id, process) -> {
            if (process.alive) {
                live(id, process);
            }
        });
    }

    private void live(String id, Simulated process) {
        process.age++;
        process.alive = process.behaviour != Behaviour.CRASHING && !(process.asked && random.nextBoolean());
        Replica.Probes before = process.probes;
        process.probes = process.well()
                ? new Replica.Probes(before.successes() + 1, 0, "200")
                : new Replica.Probes(0, before.failures() + 1, "503");
        if (process.alive && process.well() && process.age > 3) {
            registry.renew(Simulation.service(id), "", id);
        }
    }

    /** Health checks that ask nobody: each look at the processes was one. */
    HealthChecks healthChecks() {
        return new HealthChecks() {

            @Override
            public void watch(Collection<Instance> instances, Runnable changed) {}

            @Override
            public Replica.Probes probes(String id) {
                return processes.containsKey(id) ? processes.get(id).probes : Replica.Probes.NONE;
            }
        };
    }

    /** Nobody has asked any of them yet. */
    void forgetProbes() {
        processes.values().forEach(process -> process.probes = Replica.Probes.NONE);
    }

    /** Somebody who looks it up at the registry gets an answer. */
    boolean serves(String id) {
        return alive(id) && !processes.get(id).ill && registry.serves(id);
    }

    List<String> living() {
        return processes.entrySet().stream().filter(entry -> entry.getValue().alive).map(Map.Entry::getKey).toList();
    }

    void die(String id) {
        processes.get(id).alive = false;
    }

    void sicken(String id) {
        processes.get(id).ill = true;
    }

    @Override
    public RunningProcess start(Launch launch) {
        processes.computeIfAbsent(launch.instance(),
                absent -> new Simulated(Behaviour.valueOf(launch.arguments().getFirst())));
        return new RunningProcess(1, 1, 1);
    }

    @Override
    public void adopt(Map<String, Optional<RunningProcess>> known) {}

    @Override
    public boolean alive(String instance) {
        return processes.containsKey(instance) && processes.get(instance).alive;
    }

    @Override
    public void end(String instance, boolean force) {
        // One that the registry did not know when it was taken away may register by itself afterwards: a known gap.
        if (!force && serves(instance) && registry.managed(instance)) {
            throw new AssertionError(instance + " is stopped while it is called");
        }
        if (processes.containsKey(instance)) {
            processes.get(instance).asked = true;
            processes.get(instance).alive &= !force;
        }
    }

    @Override
    public OptionalInt exitStatus(String instance) {
        return OptionalInt.empty();
    }

    @Override
    public void forget(String instance) {
        if (alive(instance)) {
            throw new AssertionError("The exit of " + instance + " is recorded while it lives");
        }
    }

    @Override
    public String logTail(String instance) {
        return null;
    }

    @Override
    public void onExit(Runnable listener) {}

    @Override
    public void tidy(Duration age) {}

    @Override
    public Isolation isolation() {
        return new Isolation(false, "simulated");
    }
}
