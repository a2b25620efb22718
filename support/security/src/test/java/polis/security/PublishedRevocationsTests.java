package polis.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jwt.Jwt;

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
        assertThat(revocations.revoked(token("one"))).isFalse();
        issuer.revoked = List.of("one");
        await().until(() -> revocations.revoked(token("one")));
        issuer.revoked = List.of("two");
        await().until(() -> revocations.revoked(token("two")));
        assertThat(revocations.revoked(token("one"))).as("ended, and so nobody's business any more").isFalse();
        revocations.stop();
    }

    @Test
    void whatWasHeardLastCountsWhileTheIssuerIsAwayAlsoAfterARestart() throws Exception {
        issuer.revoked = List.of("one", "two");
        PublishedRevocations revocations = started();
        await().until(() -> revocations.revoked(token("one")));
        issuer.stop();
        await().during(POLL.multipliedBy(5)).until(() -> revocations.revoked(token("two")));
        revocations.stop();
        assertThat(Files.getPosixFilePermissions(folder.resolve("jwks.json.revoked"))).hasSize(2);
        PublishedRevocations restarted = started();
        assertThat(restarted.revoked(token("one"))).isTrue();
        issuer.revoked = List.of("three");
        issuer.start();
        await().until(() -> restarted.revoked(token("three")));
        restarted.stop();
    }

    @Test
    void anIssuerThatTellsNothingOfTheKindTakesNothingBack() {
        var revocations = new PublishedRevocations(new IssuerHttp(), issuer.uri("/oauth2/jwks"), new KeptFile(null),
                POLL);
        revocations.start();
        await().until(() -> issuer.keyReads.get() > 2);
        assertThat(revocations.revoked(token("one"))).isFalse();
        revocations.stop();
    }

    @Test
    void allTokensOfASubjectUntilASecondAreTakenBackAlsoAfterARestart() {
        issuer.revokedSubjects = "{\"" + Revocations.digest("scheduler") + "\":1000}";
        PublishedRevocations revocations = started();
        await().until(() -> revocations.revoked(token("any", "scheduler", 1000)));
        assertThat(revocations.revoked(token("any", "scheduler", 1001))).isFalse();
        assertThat(revocations.revoked(token("any", "gateway", 999))).isFalse();
        revocations.stop();
        issuer.stop();
        PublishedRevocations restarted = started();
        assertThat(restarted.revoked(token("any", "scheduler", 1000))).isTrue();
        assertThat(restarted.revoked(token("any", "scheduler", 1001))).isFalse();
        restarted.stop();
    }

    private static Jwt token(String id) {
        return token(id, "ann", 5000);
    }

    private static Jwt token(String id, String subject, long issued) {
        return Jwt.withTokenValue("any").header("alg", "ES256").jti(id).subject(subject)
                .issuedAt(Instant.ofEpochSecond(issued)).build();
    }

    private PublishedRevocations started() {
        var revocations = new PublishedRevocations(new IssuerHttp(), issuer.uri("/oauth2/revocations"),
                new KeptFile(folder.resolve("jwks.json.revoked")), POLL);
        revocations.start();
        return revocations;
    }
}
