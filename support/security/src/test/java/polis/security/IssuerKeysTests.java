package polis.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polis.clock.test.SettableClock;

class IssuerKeysTests {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final AtomicInteger reads = new AtomicInteger();
    private volatile JWKSet published = new JWKSet(key("first"));
    private volatile boolean away;

    @TempDir
    Path folder;

    @Test
    void keysAreReadOnFirstUseAndThenKept() throws Exception {
        IssuerKeys keys = keys(null);
        assertThat(reads).hasValue(0);
        assertThat(find(keys, "first")).hasSize(1);
        assertThat(find(keys, "first")).hasSize(1);
        assertThat(reads).hasValue(1);
    }

    @Test
    void madeUpKeyIdsMakeUsAskNoMoreThanOnceInAWhile() throws Exception {
        IssuerKeys keys = keys(null);
        for (int i = 0; i < 50; i++) {
            assertThat(find(keys, "made-up-" + i)).isEmpty();
        }
        assertThat(reads).hasValue(1);
        clock.advance(IssuerKeys.BETWEEN_FETCHES.plusMillis(1));
        assertThat(find(keys, "made-up")).isEmpty();
        assertThat(reads).hasValue(2);
    }

    @Test
    void aNewKeyOfTheIssuerIsFoundWithoutARestart() throws Exception {
        IssuerKeys keys = keys(null);
        find(keys, "first");
        published = new JWKSet(key("second"));
        clock.advance(IssuerKeys.BETWEEN_FETCHES.plusMillis(1));
        assertThat(find(keys, "second")).hasSize(1);
    }

    @Test
    void manyWhoComeAtOnceAskOnce() throws Exception {
        IssuerKeys keys = keys(null);
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<JWK>>> found = IntStream.range(0, 40).mapToObj(i -> callers.submit(() -> {
                start.await();
                return find(keys, "first");
            })).toList();
            start.countDown();
            for (var each : found) {
                assertThat(each.get()).hasSize(1);
            }
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void knownKeysServeForAsLongAsTheIssuerIsAway() throws Exception {
        IssuerKeys keys = keys(null);
        find(keys, "first");
        away = true;
        clock.advance(Duration.ofDays(30));
        assertThat(find(keys, "first")).hasSize(1);
        await().untilAsserted(() -> assertThat(reads.get()).isGreaterThan(1));
        assertThat(find(keys, "first")).hasSize(1);
    }

    @Test
    void oldKeysAreReadAgainInTheBackgroundSoThatAWithdrawnOneCeasesToServe() throws Exception {
        IssuerKeys keys = keys(null);
        find(keys, "first");
        published = new JWKSet(key("second"));
        clock.advance(Duration.ofMinutes(6));
        assertThat(find(keys, "first")).hasSize(1);
        await().untilAsserted(() -> assertThat(find(keys, "first")).isEmpty());
    }

    @Test
    void withoutAnyKeyItIsAFailureAndNotABadToken() {
        away = true;
        IssuerKeys keys = keys(null);
        assertThatThrownBy(() -> find(keys, "first")).isInstanceOf(KeySourceException.class);
        assertThatThrownBy(() -> find(keys, "first")).isInstanceOf(KeySourceException.class);
        assertThat(reads).hasValue(1);
    }

    @Test
    void aServiceThatStartsWhileTheIssuerIsAwayVerifiesWithTheKeysOnDisk() throws Exception {
        Path file = folder.resolve("deep/jwks.json");
        find(keys(file), "first");
        assertThat(Files.readString(file)).contains("\"kid\":\"first\"").doesNotContain("\"d\":");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
        away = true;
        assertThat(find(keys(file), "first")).hasSize(1);
    }

    @Test
    void theFileFollowsTheIssuer() throws Exception {
        Path file = folder.resolve("jwks.json");
        find(keys(file), "first");
        published = new JWKSet(key("second"));
        find(keys(file), "second");
        assertThat(Files.readString(file)).contains("second").doesNotContain("first");
    }

    @Test
    void aBrokenOrUnwritableFileDoesNotKeepAnybodyOut() throws Exception {
        Path broken = Files.writeString(folder.resolve("jwks.json"), "{\"keys\": [half");
        assertThat(find(keys(broken), "first")).hasSize(1);
        Path impossible = Files.writeString(folder.resolve("file"), "").resolve("jwks.json");
        assertThat(find(keys(impossible), "first")).hasSize(1);
    }

    private IssuerKeys keys(@Nullable Path file) {
        return new IssuerKeys(this::read, new KeyFile(file), Duration.ofMinutes(5), clock);
    }

    private JWKSet read() throws IOException {
        reads.incrementAndGet();
        if (away) {
            throw new IOException("away");
        }
        return published;
    }

    private static List<JWK> find(IssuerKeys keys, String id) throws KeySourceException {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
    }

    private static JWK key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
