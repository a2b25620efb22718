package polis.registry.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.registry.RegistryScenario;

class OldTransitionsIntegrationTests extends RegistryScenario {

    @Autowired
    private OldTransitions old;

    @Autowired
    private JdbcClient database;

    @Test
    void ofStepsThatAreOldOneRowOfEachServiceAndDayIsLeft() {
        String service = name("cart");
        deployer.put("/api/v1/services/" + service, "{}").is(201);
        steps(service, "null", "RUN", 2_500, 401);
        steps(service, "'i1'", "FAILED", 7, 401);
        steps(service, "null", "FAILED", 3, 402);
        steps(service, "null", "RUN", 5, 399);

        assertThat(old.purge()).isGreaterThanOrEqualTo(2_510);

        assertThat(database
                .sql("select count(*) from transition where service = :service and at < now() - interval '400 days'")
                .param("service", service).query(Long.class).single()).isZero();
        assertThat(viewer.get("/api/v1/services/" + service + "/transitions?limit=100").is(200).json().path("items"))
                .hasSizeGreaterThanOrEqualTo(5);
        var days = viewer.get("/api/v1/services/" + service + "/transitions/days").is(200).json().path("items");
        assertThat(days).hasSize(2);
        assertThat(days.get(0).path("steps").asLong()).isEqualTo(2_507);
        assertThat(days.get(0).path("failures").asLong()).isEqualTo(7);
        assertThat(days.get(0).path("lastState").asString()).isEqualTo("RUN");
        assertThat(days.get(1).path("failures").asLong()).isEqualTo(3);
        // What comes to a day later is added to it.
        steps(service, "null", "FAILED", 1, 401);
        old.purge();
        assertThat(viewer.get("/api/v1/services/" + service + "/transitions/days?limit=1").is(200).json().path("items")
                .get(0).path("steps").asLong()).isEqualTo(2_508);
    }

    private void steps(String service, String instance, String to, int count, int daysAgo) {
        database.sql("""
                insert into transition (service, instance, from_state, to_state, at, actor)
                select :service, %s, 'READY', :to, date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
                    - make_interval(days => :days, secs => -n), 'test' from generate_series(1, :count) as n
                """.formatted(instance)).param("service", service).param("to", to).param("days", daysAgo)
                .param("count", count).update();
    }
}
