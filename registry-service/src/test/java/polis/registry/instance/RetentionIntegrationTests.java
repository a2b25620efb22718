package polis.registry.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.registry.RegistryScenario;

class RetentionIntegrationTests extends RegistryScenario {

    @Autowired
    private GoneInstances gone;

    @Autowired
    private JdbcClient database;

    @Test
    void anInstanceIsForgottenAfterTheRetentionAndNotBefore() {
        String service = name("cart");
        for (String id : new String[] {"old", "recent", "alive"}) {
            announce(service, id).is(201);
        }
        move(service, "old", "GONE").is(200);
        move(service, "recent", "GONE").is(200);
        endedDaysAgo(service, "old", 91);
        endedDaysAgo(service, "recent", 89);

        assertThat(gone.purge()).isPositive();

        String path = "/api/v1/services/" + service + "/instances";
        viewer.get(path + "/old").isProblem(404, "not-found");
        var recent = viewer.get(path + "/recent").is(200);
        assertThat(recent.text("endReason")).isEqualTo("because");
        assertThat(recent.text("endedAt")).isNotEmpty();
        viewer.get(path + "/alive").is(200);
        assertThat(viewer.get(path + "?gone=true").json().path("items")).hasSize(2);
        assertThat(viewer.get(path + "/old/transitions").is(200).json().path("items")).hasSize(1);
        viewer.get(path + "/never/transitions").isProblem(404, "not-found");
        assertThat(viewer.get("/api/v1/services/" + service + "/versions").json().path("items")).hasSize(1);
    }

    @Test
    void moreThanABatchIsForgottenInOneGo() {
        String service = name("crowd");
        deployer.put("/api/v1/services/" + service, "{}").is(201);
        database.sql(
                """
                        insert into instance (service, id, version, host, port, scheme, managed, state, since, started_at, ended_at, end_reason, row_version)
                        select :service, 'i' || n, '1.0.0', 'h', 1, 'http', false, 'GONE', now(), now(), now() - interval '100 days', 'x', 0
                        from generate_series(1, 2500) as n
                        """)
                .param("service", service).update();
        assertThat(gone.purge()).isGreaterThanOrEqualTo(2500);
        assertThat(viewer.get("/api/v1/services/" + service + "/instances?gone=true").json().path("items")).isEmpty();
    }

    private void endedDaysAgo(String service, String id, int days) {
        database.sql(
                "update instance set ended_at = now() - make_interval(days => :days) where service = :service and id = :id")
                .param("days", days).param("service", service).param("id", id).update();
    }
}
