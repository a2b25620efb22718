package polis.scheduler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import polis.scheduler.reconcile.World.Behaviour;
import polis.scheduler.reconcile.World.Box;

class ReconcilerTests {

    private final World world = new World(1);

    private final Goal front1 = world.goal("front", "1", 2, Behaviour.WELL);

    private final Goal back1 = world.goal("back", "1", 1, Behaviour.WELL);

    private static void nothing() {}

    @Test
    void firstProvisionsThoseThatNobodyNeedsToBeThereFor() {
        world.lifecycles.put("front", Lifecycle.PROVISION);
        world.lifecycles.put("back", Lifecycle.PROVISION);
        world.apply(front1, back1);
        world.tick();
        assertThat(world.of("back")).hasSize(1);
        assertThat(world.of("front")).isEmpty();
        assertThat(world.settle(ReconcilerTests::nothing)).isTrue();
        assertThat(world.outcome).isEqualTo("SUCCEEDED");
        assertThat(world.transitions).containsExactly("back READY", "back RUN", "front READY", "front RUN");
    }

    @Test
    void decidesNothingWhenEverythingIsAsItShouldBe() {
        world.found(front1, back1);
        assertThat(world.decide()).isEmpty();
    }

    @Test
    void anUpdateReplacesOneInstanceAfterTheOther() {
        world.found(front1, back1);
        world.apply(world.goal("front", "2", 2, Behaviour.WELL), back1);
        assertThat(world.settle(() -> {
            assertThat(world.serving("front")).isGreaterThanOrEqualTo(2);
            assertThat(world.of("front").stream().filter(box -> box.phase.up())).hasSizeLessThanOrEqualTo(3);
        })).isTrue();
        assertThat(world.outcome).isEqualTo("SUCCEEDED");
        assertThat(world.transitions).containsExactly("front UPDATE", "front RUN");
        assertThat(world.of("front")).allMatch(box -> box.goal.version().equals("2"));
        assertThat(world.of("back")).hasSize(1);
    }

    @Test
    void aVersionThatNeverGetsHealthyIsTakenBackAndOnlyWhatWasChanged() {
        world.found(front1, back1);
        List<String> kept = world.of("front").stream().map(box -> box.id).toList();
        world.apply(world.goal("front", "2", 2, Behaviour.SICK), world.goal("back", "2", 1, Behaviour.WELL));
        assertThat(world.settle(() -> {
            assertThat(world.serving("front")).isEqualTo(2);
            assertThat(world.serving("back")).isPositive();
        })).isTrue();
        assertThat(world.outcome).isEqualTo("ROLLED_BACK");
        assertThat(world.culprit).isEqualTo("front");
        assertThat(world.of("front").stream().map(box -> box.id)).containsExactlyElementsOf(kept);
        assertThat(world.of("back")).singleElement().matches(box -> box.goal.version().equals("1"));
        assertThat(world.transitions).containsSubsequence("front UPDATE", "front ROLLBACK", "front RUN")
                .containsSubsequence("back UPDATE", "back RUN", "back ROLLBACK", "back RUN");
    }

    @Test
    void aVersionThatCrashesAgainAndAgainIsTakenBackBeforeItsDeadline() {
        world.found(back1);
        var before = world.now;
        world.apply(world.goal("back", "2", 1, Behaviour.CRASHING));
        assertThat(world.settle(() -> assertThat(world.serving("back")).isEqualTo(1))).isTrue();
        assertThat(world.outcome).isEqualTo("ROLLED_BACK");
        assertThat(Duration.between(before, world.now)).isLessThan(Duration.ofSeconds(15));
        assertThat(world.count).isEqualTo(5);
    }

    @Test
    void aFirstRevisionThatFailsLeavesWhatServes() {
        world.lifecycles.put("front", Lifecycle.PROVISION);
        world.lifecycles.put("back", Lifecycle.PROVISION);
        world.apply(world.goal("front", "1", 2, Behaviour.SICK), back1);
        assertThat(world.settle(ReconcilerTests::nothing)).isTrue();
        assertThat(world.outcome).isEqualTo("FAILED");
        assertThat(world.serving("back")).isEqualTo(1);
        assertThat(world.of("front")).isEmpty();
        assertThat(world.lifecycles).containsEntry("front", Lifecycle.FAILED).containsEntry("back", Lifecycle.RUN);
    }

    @Test
    void whatDiesIsReplacedAtOnce() {
        world.found(back1);
        world.kill(0);
        world.tick();
        assertThat(world.of("back")).hasSize(1).allMatch(box -> box.process);
        assertThat(world.settle(ReconcilerTests::nothing)).isTrue();
        assertThat(world.boxes.values().stream().filter(box -> box.phase == Phase.GONE))
                .allMatch(box -> box.entry == Lifecycle.GONE);
    }

    @Test
    void whatIsSickGoesOnlyWhenItsSubstituteServes() {
        world.found(back1);
        Box sick = world.of("back").getFirst();
        sick.ill = true;
        world.ticks(4);
        assertThat(sick.condemned).contains("503");
        assertThat(world.settle(() -> assertThat(
                world.of("back").stream().anyMatch(box -> box.process && box.phase.compareTo(Phase.DRAINING) < 0))
                .isTrue())).isTrue();
        assertThat(sick.phase).isEqualTo(Phase.GONE);
        assertThat(world.serving("back")).isEqualTo(1);
    }

    @Test
    void aSickOneMakesRoomForItsSubstituteWhereThereIsNone() {
        world.found(back1);
        world.memory = 15;
        world.of("back").getFirst().ill = true;
        world.ticks(4);
        assertThat(world.settle(ReconcilerTests::nothing)).isTrue();
        assertThat(world.serving("back")).isEqualTo(1);
    }

    @Test
    void anUpdateForWhichThereIsNoRoomIsTakenBack() {
        world.found(back1);
        world.memory = 15;
        world.apply(world.goal("back", "2", 1, Behaviour.WELL));
        assertThat(world.settle(() -> assertThat(world.serving("back")).isEqualTo(1))).isTrue();
        assertThat(world.outcome).isEqualTo("ROLLED_BACK");
        assertThat(world.count).isEqualTo(1);
    }

    @Test
    void noInstanceIsTakenAwayWhileTheRegistryCannotTellItsCallers() {
        world.found(back1);
        world.apply(world.goal("back", "2", 1, Behaviour.WELL));
        world.registrySince = null;
        for (int ticks = 0; ticks < 100; ticks++) {
            world.tick();
            assertThat(world.of("back").getFirst().phase).isEqualTo(Phase.RUN);
        }
        assertThat(world.outcome).isNull();
        world.registrySince = world.now;
        assertThat(world.settle(ReconcilerTests::nothing)).isTrue();
        assertThat(world.outcome).isEqualTo("SUCCEEDED");
    }

    @Test
    void aRemovedServiceGoesAfterEverythingElse() {
        world.found(front1, back1);
        world.apply(world.goal("front", "2", 2, Behaviour.WELL));
        assertThat(world.settle(() -> {
            if (world.of("front").stream().anyMatch(box -> box.goal.version().equals("1") && box.phase.up())) {
                assertThat(world.serving("back")).isEqualTo(1);
            }
        })).isTrue();
        assertThat(world.outcome).isEqualTo("SUCCEEDED");
        assertThat(world.of("back")).isEmpty();
        assertThat(world.lifecycles).containsEntry("back", Lifecycle.DESTROY);
    }

    @Test
    void aServiceWhoseTurnHasNotComeIsHealedWithWhatItWas() {
        world.found(front1, back1);
        world.apply(world.goal("front", "2", 2, Behaviour.WELL), world.goal("back", "2", 1, Behaviour.SICK));
        world.tick();
        world.of("front").getFirst().process = false;
        world.tick();
        assertThat(world.of("front")).hasSize(2).allMatch(box -> box.goal.version().equals("1"));
    }

    @Test
    void oneThatDoesNotEndWhenAskedIsKilled() {
        Replica stubborn = new Replica("back-1", "back", "1", "1", Phase.STOPPING, true, null, 10,
                new Replica.Drain(Duration.ZERO, Duration.ZERO),
                new Replica.Times(world.now.minusSeconds(60), null, null, null, null, null, world.now.minusSeconds(20)),
                new Replica.Probes(0, 0, null), null);
        Observed observed = new Observed(List.of(stubborn), java.util.Map.of(), world.watched, world.now, 0);
        assertThat(new Reconciler(World.LIMITS).decide(new Desired(List.of(), null, java.util.Set.of()), observed,
                world.now)).contains(new Command.Kill("back-1"));
    }
}
