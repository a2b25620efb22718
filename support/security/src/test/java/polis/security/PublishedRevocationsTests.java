package polis.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedRevocationsTests {

    private static final Duration POLL = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    private final TestIssuer issuer = new TestIssuer();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void aTokenThatIsTakenBackIsKnownAMomentLaterAndTheListIsReadOnlyWhenItChanged() {
        PublishedRevocations revocations = started();
        await().until(() -> issuer.unchanged.get() > 2);
        assertThat(revocations.revoked("one")).isFalse();
        issuer.revoked = List.of("one");
        await().until(() -> revocations.revoked("one"));
        issuer.revoked = List.of("two");
        await().until(() -> revocations.revoked("two"));
        assertThat(revocations.revoked("one")).as("ended, and so nobody's business any more").isFalse();
        revocations.stop();
    }

    @Test
    void whatWasHeardLastCountsWhileTheIssuerIsAwayAlsoAfterARestart() throws Exception {
        issuer.revoked = List.of("one", "two");
        PublishedRevocations revocations = started();
        await().until(() -> revocations.revoked("one"));
        issuer.stop();
        await().during(POLL.multipliedBy(5)).until(() -> revocations.revoked("two"));
        revocations.stop();
        assertThat(Files.getPosixFilePermissions(folder.resolve("jwks.json.revoked"))).hasSize(2);
        PublishedRevocations restarted = started();
        assertThat(restarted.revoked("one")).isTrue();
        issuer.revoked = List.of("three");
        issuer.start();
        await().until(() -> restarted.revoked("three"));
        restarted.stop();
    }

    @Test
    void anIssuerThatTellsNothingOfTheKindTakesNothingBack() {
        var revocations = new PublishedRevocations(new IssuerHttp(), issuer.uri("/oauth2/jwks"), new KeptFile(null),
                POLL);
        revocations.start();
        await().until(() -> issuer.keyReads.get() > 2);
        assertThat(revocations.revoked("one")).isFalse();
        revocations.stop();
    }

    private PublishedRevocations started() {
        var revocations = new PublishedRevocations(new IssuerHttp(), issuer.uri("/oauth2/revocations"),
                new KeptFile(folder.resolve("jwks.json.revoked")), POLL);
        revocations.start();
        return revocations;
    }
}
