package polis.registry.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.registry.RegistryScenario;

class ExpiredAcknowledgementsIntegrationTests extends RegistryScenario {

    @Autowired
    private ExpiredAcknowledgements expired;

    @Autowired
    private JdbcClient database;

    @Test
    void anAcknowledgementIsForgottenAfterTheRetentionAndNotBefore() {
        String service = name("purged");
        insert(service, "91 days", 1);
        insert(service, "89 days", 2);
        insert(service, "-1 days", 3);

        assertThat(expired.purge()).isPositive();

        assertThat(kept(service)).containsExactly("no-owner." + service + ".2", "no-owner." + service + ".3");
        assertThat(expired.purge()).isZero();
    }

    @Test
    void moreThanABatchIsForgottenInOneGo() {
        String service = name("many");
        for (int number = 0; number < 1_200; number++) {
            insert(service, "100 days", number);
        }
        assertThat(expired.purge()).isGreaterThanOrEqualTo(1_200);
        assertThat(kept(service)).isEmpty();
    }

    private void insert(String service, String ago, int number) {
        database.sql("""
                insert into finding_acknowledgement (finding, reason, acknowledged_by, at, until)
                values (:finding, 'Later.', 'alice', now() - interval '200 days', now() - cast(:ago as interval))
                """).param("finding", "no-owner." + service + "." + number).param("ago", ago).update();
    }

    private List<String> kept(String service) {
        return database.sql("select finding from finding_acknowledgement where finding like :mine order by finding")
                .param("mine", "no-owner." + service + ".%").query(String.class).list();
    }
}
