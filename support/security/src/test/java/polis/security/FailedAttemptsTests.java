package polis.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import polis.clock.test.SettableClock;

class FailedAttemptsTests {

    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-30T12:00:00Z"));
    private final FailedAttempts attempts = new FailedAttempts(3, clock);

    @Test
    void anAddressWaitsAfterThreeAndTheOthersDoNot() {
        assertThat(attempts.failed(ONE)).isZero();
        assertThat(attempts.failed(ONE)).isZero();
        assertThat(attempts.failed(ONE)).isZero();
        assertThat(attempts.failed(ONE)).isEqualTo(Duration.ofSeconds(20));
        assertThat(attempts.failed(OTHER)).isZero();
    }

    @Test
    void roomGrowsAgainWithTime() {
        for (int i = 0; i < 10; i++) {
            attempts.failed(ONE);
        }
        clock.advance(Duration.ofSeconds(15));
        assertThat(attempts.failed(ONE)).isEqualTo(Duration.ofSeconds(5));
        clock.advance(Duration.ofSeconds(60));
        assertThat(attempts.failed(ONE)).isZero();
        assertThat(attempts.failed(ONE)).isZero();
        assertThat(attempts.failed(ONE)).isZero();
        assertThat(attempts.failed(ONE)).isPositive();
    }

    @Test
    void aClientOfIpv6IsItsWholeNetwork() {
        for (int i = 1; i <= 3; i++) {
            assertThat(attempts.failed(InetAddress.ofLiteral("2001:db8:0:1::" + i))).isZero();
        }
        assertThat(attempts.failed(InetAddress.ofLiteral("2001:db8:0:1:ffff::9"))).isPositive();
        assertThat(attempts.failed(InetAddress.ofLiteral("2001:db8:0:2::1"))).isZero();
    }

    @Test
    void anAddressOfIpv4IsTheSameInIpv6sClothes() {
        for (int i = 0; i < 3; i++) {
            attempts.failed(ONE);
        }
        assertThat(attempts.failed(InetAddress.ofLiteral("::ffff:192.0.2.1"))).isPositive();
    }

    @Test
    void thoseOfWhomNothingIsKnownAreOne() {
        for (int i = 0; i < 3; i++) {
            attempts.failed(null);
        }
        assertThat(attempts.failed(null)).isPositive();
    }

    @Test
    void howeverManyAddressesThereAreNoMoreAreRememberedThanItHasRoomFor() {
        for (int i = 0; i < 40_000; i++) {
            attempts.failed(InetAddress.ofLiteral("10.0." + i / 200 + "." + i % 200));
        }
        assertThat(attempts.addresses()).isEqualTo(10_000);
    }

    @Test
    void aClockThatIsSetBackMakesNoRoomAndNoError() {
        for (int i = 0; i < 4; i++) {
            attempts.failed(ONE);
        }
        clock.advance(Duration.ofHours(-1));
        assertThat(attempts.failed(ONE)).isPositive();
    }
}
