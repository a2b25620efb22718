package polis.registry.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polis.clock.test.SettableClock;
import polis.registry.lease.LeaseFixture;
import polis.registry.selfcheck.LocalHealthMonitor;
import polis.registry.selfcheck.SelfProbe;
import polis.registry.suspicion.LocalHealth.Cause;
import polis.registry.suspicion.ProbeResult;

class FailureDetectorTests {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final long PACE = TICK.toMillis();
    private static final ProbeResult ANSWERED = new ProbeResult.Answered("It answers.");
    private static final ProbeResult NOTHING = new ProbeResult.NothingToAsk("it states no port.");
    private static final SelfProbe.Measurement WELL = new SelfProbe.Measurement(true, 3);
    private static final LivenessSettings SETTINGS = new LivenessSettings(Duration.ofSeconds(2), 4,
            Duration.ofSeconds(1), 0.15, Duration.ofMinutes(15));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-30T12:00:00Z"));
    private final LeaseFixture leases = new LeaseFixture(clock);
    private final Map<String, ProbeResult> replies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean slow;
    private final Probes questions = new Probes(lapse -> {
        asked.add(lapse.key().id());
        return replies.getOrDefault(lapse.key().id(), NOTHING);
    }, SETTINGS, question -> {
        if (slow) {
            waiting.add(question);
        } else {
            question.run();
        }
    }, () -> clock.millis() * 1_000_000);
    private FailureDetector detector = newWatch();

    private FailureDetector newWatch() {
        return new FailureDetector(leases.registry(), questions, SETTINGS,
                new LivenessMetrics(new SimpleMeterRegistry()), new LocalHealthMonitor(0.15, clock), clock);
    }

    @BeforeEach
    void longAfterTheStart() {
        for (int second = 0; second < 100; second++) {
            tick();
        }
        assertThat(detector.degradedWithin(90_000)).isNull();
    }

    @Test
    void whoCannotBeAskedEndsOneTickAfterItsLeaseAtMost() {
        leases.register("a", 30);
        assertThat(secondsUntilItEnds("a")).isCloseTo(30, within(1));
    }

    @Test
    void whoAnswersIsKeptMarkedAndAskedAgainUntilItRenews() {
        replies.put("a", ANSWERED);
        leases.register("a", 6);
        ticks(7);
        assertThat(leases.find("a").suspectSince()).isEqualTo(clock.instant());
        assertThat(detector.suspects()).hasSize(1);
        ticks(60);
        assertThat(asked).hasSizeBetween(12, 25).containsOnly("a");
        assertThat(leases.renew("a")).isTrue();
        assertThat(leases.find("a").suspectSince()).isNull();
        tick();
        assertThat(detector.suspects()).isEmpty();
    }

    @Test
    void whoseHostRefusesEndsAtOnceAlsoWhileTheHearingIsBad() {
        replies.put("a", new ProbeResult.Refused());
        leases.register("a", 6);
        ticks(3);
        clock.advance(Duration.ofSeconds(40));
        look(WELL);
        hear();
        assertThat(leases.find("a")).as("what waits in the own queue is heard first").isNotNull();
        tick();
        assertThat(detector.degradedWithin(6_000)).isEqualTo(Cause.LATE_TICK);
        assertThat(leases.find("a")).isNull();
    }

    @Test
    void whoIsLateAtEachLookLooksAtEachOther() {
        replies.put("a", new ProbeResult.Refused());
        leases.register("a", 6);
        for (int look = 0; look < 4; look++) {
            clock.advance(Duration.ofSeconds(9));
            look(WELL);
        }
        assertThat(leases.find("a")).isNull();
    }

    @Test
    void whoDoesNotAnswerEndsWhereTheHearingIsGood() {
        replies.put("a", new ProbeResult.Silent());
        leases.register("a", 6);
        assertThat(secondsUntilItEnds("a")).isCloseTo(6, within(1));
    }

    @Test
    void whoDoesNotAnswerIsAskedAgainWhileTheHearingIsBad() {
        replies.put("a", new ProbeResult.Silent());
        leases.register("a", 6);
        for (int second = 0; second < 60; second++) {
            clock.advance(TICK);
            look(new SelfProbe.Measurement(true, 1_500));
        }
        assertThat(leases.find("a")).isNotNull();
        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(secondsUntilItEnds("a")).isBetween(6, 6 + 4);
    }

    @ParameterizedTest
    @CsvSource({"PT5S", "PT40S", "PT2H", "PT-5S", "PT-2H"})
    void afterAStandstillOrANewTimeSilenceCountsOnlyAfterOneLeaseOfListening(Duration off) {
        leases.register("a", 30);
        tick();
        clock.advance(off);
        tick();
        assertThat(secondsUntilItEnds("a")).isBetween(29, 30 + 6);
    }

    @Test
    void aTickThatIsALittleLateChangesNothing() {
        leases.register("a", 30);
        clock.advance(Duration.ofMillis(1_900));
        look(WELL);
        assertThat(secondsUntilItEnds("a")).isCloseTo(28, within(1));
    }

    @Test
    void whatWasRestoredIsKeptUntilItCouldHaveBeenHeard() {
        var cold = newWatch();
        replies.put("refuses", new ProbeResult.Refused());
        replies.put("answers", ANSWERED);
        leases.restore("refuses", 6);
        leases.restore("answers", 6);
        leases.restore("cannot-be-asked", 6);
        detector = cold;
        for (int second = 0; second < 41; second++) {
            clock.advance(TICK);
            look(new SelfProbe.Measurement(false, 0));
            hear();
        }
        assertThat(leases.size()).isEqualTo(3);
        assertThat(secondsUntilItEnds("refuses")).isCloseTo(7, within(1));
        assertThat(leases.size()).isEqualTo(2);
        assertThat(secondsUntilItEnds("cannot-be-asked")).isBetween(3, 10);
        assertThat(leases.find("answers")).isNotNull();
    }

    @Test
    void whenManyFallSilentAtOnceTheyAreEndedWhenNoNewOnesCome() {
        for (int i = 0; i < 20; i++) {
            leases.register("i" + i, i < 10 ? 30 : 900);
        }
        ticks(31);
        assertThat(detector.degradedWithin(30_000)).isEqualTo(Cause.MANY_LAPSES);
        ticks(25);
        assertThat(leases.size()).isEqualTo(20);
        ticks(12);
        assertThat(leases.size()).isEqualTo(10);
    }

    @Test
    void anAnswerThatCameWhileThisProcessStoodStillCountsAndSilenceDoesNot() {
        slow = true;
        replies.put("a", new ProbeResult.Silent());
        leases.register("a", 2);
        ticks(3);
        assertThat(waiting).hasSize(1);
        clock.advance(Duration.ofSeconds(9));
        waiting.removeFirst().run();
        hear();
        look(WELL);
        assertThat(leases.find("a")).isNotNull();
    }

    @Test
    void onlySoManyAreAskedAtOnceAndWhoHangsMakesRoom() {
        slow = true;
        for (int i = 0; i < 10; i++) {
            leases.register("i" + i, 30);
        }
        ticks(31);
        assertThat(questions.underWay()).isEqualTo(4);
        ticks(4);
        assertThat(questions.underWay()).isEqualTo(4);
        assertThat(waiting).hasSize(8);
    }

    @Test
    void whoAnswersAndNeverRenewsEndsAtLast() {
        replies.put("a", ANSWERED);
        leases.register("a", 30);
        assertThat(secondsUntilItEnds("a", 2_000)).isBetween(30 + 900, 30 + 910);
    }

    @Test
    void whoseAddressAnotherOneHasNowEnds() {
        replies.put("a", ANSWERED);
        leases.register("a", 30, 7_000);
        leases.register("elsewhere", 900, 7_001);
        ticks(20);
        assertThat(leases.find("a")).isNotNull();
        leases.register("b", 900, 7_000);
        assertThat(secondsUntilItEnds("a")).isCloseTo(11, within(1));
        assertThat(leases.size()).isEqualTo(2);
    }

    private void ticks(int count) {
        for (int tick = 0; tick < count; tick++) {
            tick();
        }
    }

    private void tick() {
        clock.advance(TICK);
        look(WELL);
        hear();
    }

    private void look(SelfProbe.Measurement measured) {
        detector.look(PACE, measured);
    }

    private void hear() {
        detector.decideProbed(PACE);
    }

    private int secondsUntilItEnds(String id) {
        return secondsUntilItEnds(id, 200);
    }

    private int secondsUntilItEnds(String id, int most) {
        for (int seconds = 0; seconds < most; seconds++) {
            if (leases.find(id) == null) {
                return seconds;
            }
            tick();
        }
        return Integer.MAX_VALUE;
    }
}
