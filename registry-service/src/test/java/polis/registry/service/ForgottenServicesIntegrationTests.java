package polis.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.registry.Api;
import polis.registry.RegistryScenario;
import polis.registry.retention.Purge;

class ForgottenServicesIntegrationTests extends RegistryScenario {

    @Autowired
    private ForgottenServices forgotten;

    @Autowired
    @Qualifier("retiredCredentials")
    private Purge credentials;

    @Autowired
    private JdbcClient database;

    @Test
    void aServiceThatNobodyDescribedAndThatHasNoInstanceForLongIsForgottenWithAllThatIsKnownOfIt() {
        String passing = name("passing");
        String recent = name("recent");
        String alive = name("alive");
        String described = name("described");
        for (String service : new String[] {passing, recent, alive}) {
            enter(service, 8);
        }
        database.sql("update service set lifecycle_since = now() where name = :name").param("name", recent).update();
        instance(passing, "GONE", 8);
        Api credential = credential(passing, 8);
        instance(alive, "RUN", 8);
        deployer.put("/api/v1/services/" + described, "{\"title\":\"T\"}").is(201);
        database.sql("update service set lifecycle_since = now() - interval '800 days' where name = :name")
                .param("name", described).update();
        viewer.get("/api/v1/services?limit=1").is(200);
        credential.get("/eureka/apps").is(200);

        assertThat(forgotten.purge()).isPositive();

        viewer.get("/api/v1/services/" + passing).isProblem(404, "not-found");
        for (String service : new String[] {recent, alive, described}) {
            viewer.get("/api/v1/services/" + service).is(200);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> credential.get("/eureka/apps").status() == 401);
        for (String table : new String[] {"instance", "service_version", "transition", "eureka_credential"}) {
            assertThat(database.sql("select count(*) from " + table + " where service = :service")
                    .param("service", passing).query(Long.class).single()).as(table).isZero();
        }
        // Lists that follow the feed have heard of it too.
        assertThat(viewer.get("/api/v1/services?limit=1000").is(200).json().path("items"))
                .noneMatch(item -> item.path("name").asString().equals(passing));
    }

    @Test
    void aServiceWhoseCredentialIsNewIsNotForgotten() {
        String awaited = name("awaited");
        enter(awaited, 8);
        Api credential = credential(awaited, 0);
        forgotten.purge();
        viewer.get("/api/v1/services/" + awaited).is(200);
        credential.get("/eureka/apps").is(200);
    }

    @Test
    void aRetiredServiceLeavesNoCredentialWhenItsLastInstanceHasGone() {
        String retired = name("retired");
        String running = name("running");
        for (String service : new String[] {retired, running}) {
            enter(service, 8);
            database.sql("update service set lifecycle = 'DESTROY' where name = :name").param("name", service).update();
        }
        instance(retired, "GONE", 0);
        instance(running, "RUN", 0);
        Api ofRetired = credential(retired, 8);
        Api ofRunning = credential(running, 8);
        assertThat(credentials.purge()).isPositive();
        await().atMost(Duration.ofSeconds(5)).until(() -> ofRetired.get("/eureka/apps").status() == 401);
        ofRunning.get("/eureka/apps").is(200);
    }

    private Api credential(String service, int daysAgo) {
        Api credential = credential(service);
        database.sql(
                "update eureka_credential set created_at = now() - make_interval(days => :days) where service = :name")
                .param("days", daysAgo).param("name", service).update();
        return credential;
    }

    @Test
    void moreThanABatchIsForgottenInOneGo() {
        String prefix = name("flood");
        database.sql(
                """
                        insert into service (name, tier, depends_on, described, managed, lifecycle, lifecycle_since, description_revision, version)
                        select :prefix || '-' || n, 2, '{}', false, false, 'READY', now() - interval '8 days', 0, 0
                        from generate_series(1, 1100) as n""")
                .param("prefix", prefix).update();
        assertThat(forgotten.purge()).isGreaterThanOrEqualTo(1_100);
        assertThat(database.sql("select count(*) from service where name like :prefix || '-%'").param("prefix", prefix)
                .query(Long.class).single()).isZero();
    }

    private void enter(String service, int daysAgo) {
        database.sql(
                """
                        insert into service (name, tier, depends_on, described, managed, lifecycle, lifecycle_since, description_revision, version)
                        values (:name, 2, '{}', false, false, 'READY', now() - make_interval(days => :days), 0, 0)""")
                .param("name", service).param("days", daysAgo).update();
    }

    private void instance(String service, String state, int daysAgo) {
        database.sql(
                """
                        insert into instance (service, id, version, host, port, scheme, managed, state, since, started_at, ended_at, end_reason, row_version)
                        values (:service, 'i1', '1.0.0', 'h', 1, 'http', false, :state, now(), now() - make_interval(days => :days),
                            case :state when 'GONE' then now() - make_interval(days => :days) end, 'x', 0)""")
                .param("service", service).param("state", state).param("days", daysAgo).update();
    }
}
