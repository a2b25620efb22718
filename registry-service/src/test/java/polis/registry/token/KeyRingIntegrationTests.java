package polis.registry.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;
import polis.clock.test.SettableClock;
import polis.feed.Feed;
import polis.postgres.test.PostgresTest;
import polis.registry.RegistryScenario;
import polis.registry.seal.Seal;

@PostgresTest(value = "registry", dedicated = true)
@DirtiesContext
class KeyRingIntegrationTests extends RegistryScenario {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Seal seal;

    @Autowired
    private Feed feed;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aKeyIsForgottenWhenItsLastTokenHasEndedAndNotBefore() {
        SettableClock clock = new SettableClock(Instant.now());
        var ring = new KeyRing(jdbc, seal, settings(), feed, clock);
        String first = ring.keys().getFirst().kid();
        jdbc.sql("""
                insert into token (id, subject, role, issued_by, issued_at, expires_at, kid)
                values ('long', 'ci', 'VIEWER', 'test', now(), now() + interval '3 days', :kid)
                """).param("kid", first).update();
        String second = transaction.execute(status -> ring.rotate()).kid();
        clock.advance(Duration.ofDays(1));
        String third = transaction.execute(status -> ring.rotate()).kid();
        clock.advance(Duration.ofDays(1));
        transaction.executeWithoutResult(status -> ring.forgetEnded());
        assertThat(ring.keys()).extracting(SigningKey::kid).containsExactly(first, third).doesNotContain(second);
        clock.advance(Duration.ofDays(2));
        transaction.executeWithoutResult(status -> ring.forgetEnded());
        assertThat(ring.keys()).extracting(SigningKey::kid).containsExactly(third);
    }

    private static TokenSettings settings() {
        return new TokenSettings(Map.of(), "polis", Duration.ofHours(1), Duration.ofHours(12), Duration.ofDays(366),
                Duration.ofSeconds(10), null, 60);
    }
}
