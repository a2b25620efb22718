package polis.registry.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import polis.registry.RegistryScenario;
import polis.registry.health.InstanceHealth;
import polis.registry.lifecycle.Signal;

class LeasedInstancesIntegrationTests extends RegistryScenario {

    @Autowired
    private LeasedInstances instances;
    private long told;

    @Test
    void aReportThatComesTwiceOrLateChangesNothing() {
        String service = name("late");
        instances.apply(List.of(report(service, Signal.UP, "UP", "2.0.0", 2_000L)));
        instances.apply(List.of(report(service, Signal.UP, "UP", "2.0.0", 2_000L)));
        instances.apply(List.of(report(service, Signal.DOWN, "DOWN", "1.0.0", 1_000L)));
        instances.apply(List.of(report(service, Signal.ENDED, null, "1.0.0", 1_000L)));
        assertThat(state(service, service + "-1")).isEqualTo("RUN");
        assertThat(viewer.get("/api/v1/services/" + service + "/instances/" + service + "-1").text("version"))
                .isEqualTo("2.0.0");
        assertThat(viewer.get("/api/v1/services/" + service + "/instances/" + service + "-1/transitions").json()
                .path("items")).hasSize(2);
    }

    @Test
    void aLeaseThatBeginsAnewCountsWhateverItsClockSays() {
        String service = name("clock");
        instances.apply(List.of(report(service, Signal.UP, "UP", "2.0.0", 2_000L)));
        instances.apply(List.of(report(service, Signal.ENDED, null, "2.0.0", 2_000L)));
        assertThat(state(service, service + "-1")).isEqualTo("GONE");
        instances.apply(List.of(report(service, Signal.UP, "UP", "3.0.0", 1_000L)));
        assertThat(state(service, service + "-1")).isEqualTo("RUN");
    }

    @Test
    void aClockThatWentAheadAndWasSetRightMakesNothingLate() {
        String service = name("ahead");
        told = System.currentTimeMillis() + 3_600_000;
        instances.apply(List.of(report(service, Signal.UP, "UP", "2.0.0", 2_000L)));
        told = System.currentTimeMillis();
        instances.apply(List.of(report(service, Signal.ENDED, null, "2.0.0", 2_000L)));
        assertThat(state(service, service + "-1")).isEqualTo("GONE");
    }

    @Test
    void whatWasToldEarlierIsNoNews() {
        String service = name("earlier");
        told = System.currentTimeMillis();
        instances.apply(List.of(report(service, Signal.UP, "UP", "2.0.0", 2_000L)));
        told -= 10_000;
        instances.apply(List.of(report(service, Signal.ENDED, null, "2.0.0", 2_000L)));
        assertThat(state(service, service + "-1")).isEqualTo("RUN");
    }

    private LeaseReport report(String service, Signal signal, String status, String version, long dirtiedAt) {
        return new LeaseReport(service, service + "-1", service.toUpperCase(Locale.ROOT), signal, status, version, null,
                "localhost", 20_001, "http", status == null ? null : "{}", null, dirtiedAt, ++told, null, false,
                InstanceHealth.NONE);
    }
}
