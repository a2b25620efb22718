package polis.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.simulation.SimulatedDriver.Behaviour;

/** What holds for every state, whatever is changed and whatever comes between. */
class ReconcilerPropertyTests {

    private static final List<String> NAMES = List.of("ant", "bee", "cat", "dog");

    @Property(shrinking = ShrinkingMode.OFF)
    void anUpdateNeverHasFewerServingThanBothRevisionsAskFor(@ForAll long seed) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation(seed);
        Map<String, ServiceTarget> before = revision(simulation, random, "1", false);
        simulation.found(before.values().toArray(ServiceTarget[]::new));
        simulation.lateness = random.nextInt(60);
        Map<String, ServiceTarget> after = revision(simulation, random, "2", true);
        after.keySet().forEach(service -> simulation.registry.lifecycles.putIfAbsent(service, Lifecycle.PROVISION));
        simulation.apply(after.values().toArray(ServiceTarget[]::new));
        Map<String, Integer> most = new HashMap<>();
        raise(most, before);
        raise(most, after);

        boolean settled = simulation.settle(() -> {
            before.forEach((service, target) -> {
                ServiceTarget to = after.get(service);
                if (to != null) {
                    assertThat(simulation.serving(service)).as("%s at %s", service, simulation.now)
                            .isGreaterThanOrEqualTo(Math.min(target.instances(), to.instances()));
                }
            });
            neverTwoForOneSlot(simulation, most);
            decidesTheSameTwice(simulation);
        });

        assertThat(settled).isTrue();
        assertThat(simulation.outcome()).isIn("SUCCEEDED", "ROLLED_BACK");
        boolean sound = after.values().stream().allMatch(target -> target.digest().endsWith("WELL"));
        assertThat(simulation.outcome()).isEqualTo(sound ? "SUCCEEDED" : "ROLLED_BACK");
        asDesired(simulation, sound ? after : before);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void whateverHappensTheServicesEndAsDesired(@ForAll long seed) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation(seed);
        Map<String, ServiceTarget> first = revision(simulation, random, "1", false);
        simulation.found(first.values().toArray(ServiceTarget[]::new));
        Map<String, Integer> most = new HashMap<>();
        raise(most, first);
        simulation.lateness = random.nextInt(95);
        for (int revisions = 0; revisions < 3; revisions++) {
            Map<String, ServiceTarget> after = revision(simulation, random, "v" + revisions, true);
            raise(most, after);
            after.keySet().forEach(service -> simulation.registry.lifecycles.putIfAbsent(service, Lifecycle.PROVISION));
            if (random.nextBoolean()) {
                simulation.restartScheduler();
            }
            simulation.apply(after.values().toArray(ServiceTarget[]::new));
            for (int ticks = random.nextInt(150); ticks > 0; ticks--) {
                switch (random.nextInt(40)) {
                    case 0 -> simulation.kill(random.nextInt(100));
                    case 1 -> simulation.registry.away = true;
                    case 2, 3, 4 -> simulation.registry.away = false;
                    case 5 -> simulation.restartScheduler();
                    default -> {
                    }
                }
                simulation.tick();
                neverTwoForOneSlot(simulation, most);
                decidesTheSameTwice(simulation);
            }
        }
        simulation.registry.away = false;
        simulation.lateness = random.nextInt(60);

        assertThat(simulation.settle(() -> neverTwoForOneSlot(simulation, most)))
                .as("%s %s", simulation.outcome(), simulation.decide()).isTrue();
        asDesired(simulation, simulation.kept());
    }

    /**
     * One more than any of the revisions asks for at most, not counting those that are about to go; of one kind no more
     * than that.
     */
    private static void neverTwoForOneSlot(Simulation simulation, Map<String, Integer> most) {
        for (String service : NAMES) {
            Map<String, Integer> up = new HashMap<>();
            simulation.of(service).stream()
                    .filter(instance -> instance.phase().up() && instance.timeline().replaceReason() == null)
                    .forEach(instance -> up.merge(instance.target().digest(), 1, Integer::sum));
            int bound = most.getOrDefault(service, 0);
            assertThat(up.values()).as(service).allMatch(count -> count <= bound);
            assertThat(up.values().stream().mapToInt(Integer::intValue).sum()).as(service)
                    .isLessThanOrEqualTo(bound + 1);
        }
    }

    /** The most instances of each service that any of the revisions asks for. */
    private static void raise(Map<String, Integer> most, Map<String, ServiceTarget> revision) {
        revision.forEach((service, target) -> most.merge(service, target.instances(), Math::max));
    }

    private static void decidesTheSameTwice(Simulation simulation) {
        assertThat(simulation.decide()).isEqualTo(simulation.decide());
    }

    private static void asDesired(Simulation simulation, Map<String, ServiceTarget> targets) {
        for (String service : NAMES) {
            ServiceTarget target = targets.get(service);
            assertThat(simulation.of(service)).as(service).hasSize(target == null ? 0 : target.instances()).allMatch(
                    instance -> simulation.serves(instance) && instance.target().digest().equals(target.digest()));
        }
    }

    private static Map<String, ServiceTarget> revision(Simulation simulation, Random random, String version,
            boolean mayFail) {
        Map<String, ServiceTarget> targets = new java.util.TreeMap<>();
        List<String> names = new ArrayList<>(NAMES);
        java.util.Collections.shuffle(names, random);
        for (String name : names.subList(0, 1 + random.nextInt(names.size()))) {
            Behaviour behaviour = mayFail && random.nextInt(5) == 0
                    ? random.nextBoolean() ? Behaviour.SICK : Behaviour.CRASHING
                    : Behaviour.WELL;
            boolean same = behaviour == Behaviour.WELL && random.nextInt(3) == 0;
            targets.put(name, simulation.target(name, same ? "1" : version, 1 + random.nextInt(3), behaviour));
        }
        return targets;
    }
}
