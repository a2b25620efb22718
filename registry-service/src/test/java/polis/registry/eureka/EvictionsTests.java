package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polis.clock.test.SettableClock;
import polis.registry.answer.AnswerFiles;

class EvictionsTests {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final EurekaSettings settings = new EurekaSettings("eureka", "secret", 100, TICK);
    private final Leases leases = new Leases();
    private final LeaseBook book = new LeaseBook(leases, new LeaseChanges(settings), clock);
    private final LeaseRegistry registry = new LeaseRegistry(book);
    private final Evictions evictions = new Evictions(registry, book, new Payloads(leases, clock, new AnswerFiles()),
            settings);

    @BeforeEach
    void oneTick() {
        evictions.look();
    }

    @Test
    void atASteadyPaceALeaseEndsOneTickAfterItsDurationAtMost() {
        registry.register(LeaseRegistryTests.info("a", 30, 1), Source.CLIENT);
        assertThat(secondsUntilItEnds()).isCloseTo(30, within(1));
    }

    @Test
    void aTickThatIsALittleLateChangesNothing() {
        registry.register(LeaseRegistryTests.info("a", 30, 1), Source.CLIENT);
        clock.advance(Duration.ofMillis(2_900));
        evictions.look();
        assertThat(secondsUntilItEnds()).isCloseTo(27, within(1));
    }

    @ParameterizedTest
    @CsvSource({"PT5S", "PT40S", "PT2H", "PT-5S", "PT-2H"})
    void afterAStandstillOrANewTimeEachLeaseHasOneFreshDuration(Duration off) {
        registry.register(LeaseRegistryTests.info("a", 30, 1), Source.CLIENT);
        clock.advance(TICK);
        evictions.look();
        clock.advance(off);
        evictions.look();
        assertThat(secondsUntilItEnds()).isCloseTo(30, within(1));
    }

    @Test
    void whoWasRenewedAfterTheStandstillAndBeforeItWasNoticedGetsNoMore() {
        registry.register(LeaseRegistryTests.info("a", 30, 1), Source.CLIENT);
        clock.advance(Duration.ofHours(2));
        registry.renew("CART", "a", 1, Source.CLIENT);
        clock.advance(Duration.ofMillis(10));
        evictions.look();
        assertThat(secondsUntilItEnds()).isCloseTo(30, within(1));
    }

    private int secondsUntilItEnds() {
        for (int seconds = 0; seconds < 100; seconds++) {
            if (leases.find("CART", "a") == null) {
                return seconds;
            }
            clock.advance(TICK);
            evictions.look();
        }
        return Integer.MAX_VALUE;
    }
}
