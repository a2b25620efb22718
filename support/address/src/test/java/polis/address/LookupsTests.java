package polis.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookupsTests {

    private static final List<InetAddress> FIRST = List.of(InetAddress.ofLiteral("10.0.0.1"));
    private static final List<InetAddress> SECOND = List.of(InetAddress.ofLiteral("169.254.169.254"));
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch silent = new CountDownLatch(1);
    private volatile List<InetAddress> answer = FIRST;
    private volatile boolean hangs;

    private final Lookups lookups = new Lookups(this::lookUp,
            new AddressSettings(List.of(), List.of(), Duration.ofMillis(50), Duration.ofSeconds(5), 2), now::get);
    private final Lookups patient = new Lookups(this::lookUp,
            new AddressSettings(List.of(), List.of(), LONG, Duration.ofSeconds(5), 2), now::get);

    private List<InetAddress> lookUp(String name) throws UnknownHostException {
        asked.incrementAndGet();
        if (hangs) {
            try {
                silent.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (answer.isEmpty()) {
            throw new UnknownHostException(name);
        }
        return answer;
    }

    @AfterEach
    void close() {
        silent.countDown();
        lookups.close();
        patient.close();
    }

    @Test
    void aNameIsLookedUpOnceWithinItsTime() throws InterruptedException {
        assertThat(patient.wait("a", LONG)).isEqualTo(FIRST);
        now.addAndGet(TimeUnit.SECONDS.toNanos(4));
        assertThat(patient.wait("a", LONG)).isEqualTo(FIRST);
        assertThat(asked).hasValue(1);
        answer = SECOND;
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(patient.wait("a", LONG)).isEqualTo(SECOND);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aSilentNameServerHoldsNobodyAndTakesNothingAway() throws InterruptedException {
        assertThat(patient.wait("a", LONG)).isEqualTo(FIRST);
        hangs = true;
        assertThat(lookups.wait("a", LONG)).isEmpty();
        assertThat(lookups.known("a")).isEmpty();
        now.addAndGet(TimeUnit.SECONDS.toNanos(6));
        assertThat(patient.wait("a", Duration.ofMillis(1))).isEqualTo(FIRST);
        now.addAndGet(TimeUnit.MINUTES.toNanos(6));
        assertThat(patient.known("a")).isEmpty();
    }

    @Test
    void whoWasStoppedForLongStillKnowsWhatItKnew() throws InterruptedException {
        assertThat(patient.wait("a", LONG)).isEqualTo(FIRST);
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        hangs = true;
        assertThat(patient.known("a")).isEqualTo(FIRST);
        now.addAndGet(TimeUnit.MINUTES.toNanos(4));
        assertThat(patient.known("a")).isEqualTo(FIRST);
        now.addAndGet(TimeUnit.MINUTES.toNanos(2));
        assertThat(patient.known("a")).isEmpty();
    }

    @Test
    void aNameThatIsNotKnownIsNotAskedForAgainAtOnce() throws InterruptedException {
        answer = List.of();
        assertThat(patient.wait("a", LONG)).isEmpty();
        assertThat(patient.wait("a", LONG)).isEmpty();
        assertThat(patient.known("a")).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void manyHangingNamesNeitherQueueWithoutBoundNorHoldTheCaller() {
        hangs = true;
        for (int i = 0; i < 5_000; i++) {
            assertThat(lookups.known("host-" + i)).isEmpty();
        }
        assertThat(asked.get()).isLessThanOrEqualTo(2);
    }
}
