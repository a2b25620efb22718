package polis.scheduler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import polis.scheduler.reconcile.World.Behaviour;

/** What holds for every city, whatever is changed and whatever comes between. */
class ReconcilerPropertyTests {

    private static final List<String> NAMES = List.of("ant", "bee", "cat", "dog");

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void anUpdateNeverHasFewerServingThanBothRevisionsWant(@ForAll long seed) {
        Random random = new Random(seed);
        World world = new World(seed);
        Map<String, Goal> before = revision(world, random, "1", false);
        world.found(before.values().toArray(Goal[]::new));
        world.lateness = random.nextInt(60);
        Map<String, Goal> after = revision(world, random, "2", true);
        after.keySet().forEach(service -> world.lifecycles.putIfAbsent(service, Lifecycle.PROVISION));
        world.apply(after.values().toArray(Goal[]::new));

        boolean settled = world.settle(() -> {
            before.forEach((service, goal) -> {
                Goal to = after.get(service);
                if (to != null) {
                    assertThat(world.serving(service)).as("%s at %s", service, world.now)
                            .isGreaterThanOrEqualTo(Math.min(goal.instances(), to.instances()));
                }
            });
            neverTwoForOneSlot(world);
            decidesTheSameTwice(world);
        });

        assertThat(settled).isTrue();
        assertThat(world.outcome).isIn("SUCCEEDED", "ROLLED_BACK");
        boolean sound = after.values().stream().allMatch(goal -> goal.digest().endsWith("WELL"));
        assertThat(world.outcome).isEqualTo(sound ? "SUCCEEDED" : "ROLLED_BACK");
        asWanted(world, sound ? after : before);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void whateverHappensTheCityEndsAsItIsWanted(@ForAll long seed) {
        Random random = new Random(seed);
        World world = new World(seed);
        world.found(revision(world, random, "1", false).values().toArray(Goal[]::new));
        world.lateness = random.nextInt(95);
        for (int revisions = 0; revisions < 3; revisions++) {
            Map<String, Goal> after = revision(world, random, "v" + revisions, true);
            after.keySet().forEach(service -> world.lifecycles.putIfAbsent(service, Lifecycle.PROVISION));
            if (random.nextBoolean()) {
                world.restartScheduler();
            }
            world.apply(after.values().toArray(Goal[]::new));
            for (int ticks = random.nextInt(150); ticks > 0; ticks--) {
                switch (random.nextInt(40)) {
                    case 0 -> world.kill(random.nextInt(100));
                    case 1 -> world.registrySince = null;
                    case 2, 3, 4 -> world.registrySince = world.registrySince == null ? world.now : world.registrySince;
                    case 5 -> world.restartScheduler();
                    default -> {
                    }
                }
                world.tick();
                neverTwoForOneSlot(world);
                decidesTheSameTwice(world);
            }
        }
        world.registrySince = world.now;
        world.lateness = random.nextInt(60);

        assertThat(world.settle(() -> neverTwoForOneSlot(world))).as("%s %s", world.outcome, world.decide()).isTrue();
        asWanted(world, world.base);
    }

    /** One more than wanted at most, not counting those that are about to go. */
    private static void neverTwoForOneSlot(World world) {
        for (String service : NAMES) {
            Map<String, Long> up = new java.util.HashMap<>();
            world.of(service).stream().filter(box -> box.phase.up() && box.condemned == null)
                    .forEach(box -> up.merge(box.goal.digest(), 1L, Long::sum));
            up.forEach((digest, count) -> assertThat(count).as("%s %s", service, digest).isLessThanOrEqualTo(3));
            long most = Math.max(wanted(world.base, service), world.next == null ? 0 : wanted(world.next, service));
            assertThat(up.values().stream().mapToLong(Long::longValue).sum()).as(service)
                    .isLessThanOrEqualTo(Math.max(most + 1, 4));
        }
    }

    private static int wanted(Map<String, Goal> goals, String service) {
        return goals.containsKey(service) ? goals.get(service).instances() : 0;
    }

    private static void decidesTheSameTwice(World world) {
        assertThat(world.decide()).isEqualTo(world.decide());
    }

    private static void asWanted(World world, Map<String, Goal> goals) {
        for (String service : NAMES) {
            Goal goal = goals.get(service);
            assertThat(world.of(service)).as(service).hasSize(goal == null ? 0 : goal.instances())
                    .allMatch(box -> box.serves() && box.goal.digest().equals(goal.digest()));
        }
    }

    private static Map<String, Goal> revision(World world, Random random, String version, boolean mayFail) {
        Map<String, Goal> goals = new java.util.TreeMap<>();
        List<String> names = new ArrayList<>(NAMES);
        java.util.Collections.shuffle(names, random);
        for (String name : names.subList(0, 1 + random.nextInt(names.size()))) {
            Behaviour behaviour = mayFail && random.nextInt(5) == 0
                    ? random.nextBoolean() ? Behaviour.SICK : Behaviour.CRASHING
                    : Behaviour.WELL;
            boolean same = behaviour == Behaviour.WELL && random.nextInt(3) == 0;
            goals.put(name, world.goal(name, same ? "1" : version, 1 + random.nextInt(3), behaviour));
        }
        return goals;
    }
}
