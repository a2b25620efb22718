package polis.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.simulation.SimulatedDriver.Behaviour;

class ReconcilerTests {

    private final Simulation simulation = new Simulation(1);
    private final ServiceTarget front1 = simulation.target("front", "1", 2, Behaviour.WELL);
    private final ServiceTarget back1 = simulation.target("back", "1", 1, Behaviour.WELL);

    private static void nothing() {}

    @Test
    void firstProvisionsThoseThatNobodyNeedsToBeThereFor() {
        simulation.registry.lifecycles.put("front", Lifecycle.PROVISION);
        simulation.registry.lifecycles.put("back", Lifecycle.PROVISION);
        simulation.apply(front1, back1);
        simulation.tick();
        assertThat(simulation.of("back")).hasSize(1);
        assertThat(simulation.of("front")).isEmpty();
        assertThat(simulation.settle(ReconcilerTests::nothing)).isTrue();
        assertThat(simulation.outcome()).isEqualTo("SUCCEEDED");
        assertThat(simulation.registry.transitions).containsExactly("back READY", "back RUN", "front READY",
                "front RUN");
    }

    @Test
    void decidesNothingWhenEverythingIsAsItShouldBe() {
        simulation.found(front1, back1);
        assertThat(simulation.decide()).isEmpty();
    }

    @Test
    void anUpdateReplacesOneInstanceAfterTheOther() {
        simulation.found(front1, back1);
        simulation.apply(simulation.target("front", "2", 2, Behaviour.WELL), back1);
        assertThat(simulation.settle(() -> {
            assertThat(simulation.serving("front")).isGreaterThanOrEqualTo(2);
            assertThat(simulation.of("front").stream().filter(instance -> instance.phase().up()))
                    .hasSizeLessThanOrEqualTo(3);
        })).isTrue();
        assertThat(simulation.outcome()).isEqualTo("SUCCEEDED");
        assertThat(simulation.registry.transitions).containsExactly("front UPDATE", "front RUN");
        assertThat(simulation.of("front")).allMatch(instance -> instance.target().version().equals("2"));
        assertThat(simulation.of("back")).hasSize(1);
    }

    @Test
    void aVersionThatNeverGetsHealthyIsTakenBackAndOnlyWhatWasChanged() {
        simulation.found(front1, back1);
        List<String> kept = simulation.of("front").stream().map(Instance::id).toList();
        simulation.apply(simulation.target("front", "2", 2, Behaviour.SICK),
                simulation.target("back", "2", 1, Behaviour.WELL));
        assertThat(simulation.settle(() -> {
            assertThat(simulation.serving("front")).isEqualTo(2);
            assertThat(simulation.serving("back")).isPositive();
        })).isTrue();
        assertThat(simulation.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(simulation.failedService()).isEqualTo("front");
        assertThat(simulation.of("front").stream().map(Instance::id)).containsExactlyElementsOf(kept);
        assertThat(simulation.of("back")).singleElement().matches(instance -> instance.target().version().equals("1"));
        assertThat(simulation.registry.transitions).containsSubsequence("front UPDATE", "front ROLLBACK", "front RUN")
                .containsSubsequence("back UPDATE", "back RUN", "back ROLLBACK", "back RUN");
    }

    @Test
    void aVersionThatCrashesAgainAndAgainIsTakenBackBeforeItsDeadline() {
        simulation.found(back1);
        var before = simulation.now;
        simulation.apply(simulation.target("back", "2", 1, Behaviour.CRASHING));
        assertThat(simulation.settle(() -> assertThat(simulation.serving("back")).isEqualTo(1))).isTrue();
        assertThat(simulation.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(Duration.between(before, simulation.now)).isLessThan(Duration.ofSeconds(15));
        assertThat(simulation.count()).isEqualTo(5);
    }

    @Test
    void aFirstRevisionThatFailsLeavesWhatServes() {
        simulation.registry.lifecycles.put("front", Lifecycle.PROVISION);
        simulation.registry.lifecycles.put("back", Lifecycle.PROVISION);
        simulation.apply(simulation.target("front", "1", 2, Behaviour.SICK), back1);
        assertThat(simulation.settle(ReconcilerTests::nothing)).isTrue();
        assertThat(simulation.outcome()).isEqualTo("FAILED");
        assertThat(simulation.serving("back")).isEqualTo(1);
        assertThat(simulation.of("front")).isEmpty();
        assertThat(simulation.registry.lifecycles).containsEntry("front", Lifecycle.FAILED).containsEntry("back",
                Lifecycle.RUN);
    }

    @Test
    void whatDiesIsReplacedAtOnce() {
        simulation.found(back1);
        simulation.kill(0);
        simulation.tick();
        assertThat(simulation.of("back")).hasSize(1).allMatch(instance -> simulation.driver.alive(instance.id()));
        assertThat(simulation.settle(ReconcilerTests::nothing)).isTrue();
        assertThat(simulation.all().stream().filter(instance -> instance.phase() == Phase.GONE))
                .allMatch(instance -> !simulation.registry.listed.containsKey(instance.id()));
    }

    @Test
    void whatIsSickGoesOnlyWhenItsSubstituteServes() {
        simulation.found(back1);
        Instance sick = simulation.of("back").getFirst();
        simulation.driver.sicken(sick.id());
        simulation.ticks(4);
        assertThat(simulation.get(sick.id()).timeline().replaceReason()).contains("503");
        assertThat(simulation.settle(() -> assertThat(simulation.of("back").stream().anyMatch(
                instance -> simulation.driver.alive(instance.id()) && instance.phase().compareTo(Phase.DRAINING) < 0))
                .isTrue())).isTrue();
        assertThat(simulation.get(sick.id()).phase()).isEqualTo(Phase.GONE);
        assertThat(simulation.serving("back")).isEqualTo(1);
    }

    @Test
    void aSickOneMakesRoomForItsSubstituteWhereThereIsNone() {
        simulation.found(back1);
        simulation.memory = 15;
        simulation.driver.sicken(simulation.of("back").getFirst().id());
        simulation.ticks(4);
        assertThat(simulation.settle(ReconcilerTests::nothing)).isTrue();
        assertThat(simulation.serving("back")).isEqualTo(1);
    }

    @Test
    void anUpdateForWhichThereIsNoRoomIsTakenBack() {
        simulation.found(back1);
        simulation.memory = 15;
        simulation.apply(simulation.target("back", "2", 1, Behaviour.WELL));
        assertThat(simulation.settle(() -> assertThat(simulation.serving("back")).isEqualTo(1))).isTrue();
        assertThat(simulation.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(simulation.count()).isEqualTo(1);
    }

    @Test
    void noInstanceIsTakenAwayWhileTheRegistryCannotTellItsCallers() {
        simulation.found(back1);
        simulation.apply(simulation.target("back", "2", 1, Behaviour.WELL));
        simulation.registry.away = true;
        for (int ticks = 0; ticks < 100; ticks++) {
            simulation.tick();
            assertThat(simulation.of("back").getFirst().phase()).isEqualTo(Phase.RUN);
        }
        assertThat(simulation.outcome()).isNull();
        simulation.registry.away = false;
        assertThat(simulation.settle(ReconcilerTests::nothing)).isTrue();
        assertThat(simulation.outcome()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aRemovedServiceGoesAfterEverythingElse() {
        simulation.found(front1, back1);
        simulation.apply(simulation.target("front", "2", 2, Behaviour.WELL));
        assertThat(simulation.settle(() -> {
            if (simulation.of("front").stream()
                    .anyMatch(instance -> instance.target().version().equals("1") && instance.phase().up())) {
                assertThat(simulation.serving("back")).isEqualTo(1);
            }
        })).isTrue();
        assertThat(simulation.outcome()).isEqualTo("SUCCEEDED");
        assertThat(simulation.of("back")).isEmpty();
        assertThat(simulation.registry.lifecycles).containsEntry("back", Lifecycle.DESTROY);
    }

    @Test
    void aServiceWhoseTurnHasNotComeIsHealedWithWhatItWas() {
        simulation.found(front1, back1);
        simulation.apply(simulation.target("front", "2", 2, Behaviour.WELL),
                simulation.target("back", "2", 1, Behaviour.SICK));
        simulation.tick();
        simulation.driver.die(simulation.of("front").getFirst().id());
        simulation.tick();
        assertThat(simulation.of("front")).hasSize(2).allMatch(instance -> instance.target().version().equals("1"));
    }
}
