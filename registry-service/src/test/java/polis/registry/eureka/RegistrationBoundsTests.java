package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.netflix.appinfo.DataCenterInfo;
import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.MyDataCenterInfo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.unit.DataSize;
import polis.registry.lease.BoundSettings;
import polis.registry.lease.Bounds;
import polis.registry.lease.LeaseFixture;
import polis.registry.lease.LeaseRegistry;
import polis.registry.lease.Leases;
import polis.registry.lease.Source;
import polis.registry.lease.Weight;
import polis.registry.retention.UndescribedSettings;

class RegistrationBoundsTests {

    private static final long SMALL = Weight.of(info("CART", "c0", 0));

    private final LeaseFixture fixture = new LeaseFixture(Clock.systemUTC());
    private final Leases leases = fixture.leases();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T12:00:00Z"));
    private final RegistrationRefusals refusals = new RegistrationRefusals(now::get);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LeaseRegistry registry = fixture.registry();

    @Test
    void whoIsNewIsRefusedWhereTheMemoryIsUsedAndWhoIsThereStays() {
        RegistrationBounds bounds = bounds(Bounds.memory(DataSize.ofBytes(8 * SMALL + 100)));
        for (int i = 0; i < 4; i++) {
            register(bounds, info("CART", "c" + i, 0));
            register(bounds, info("ORDER", "o" + i, 0));
        }
        assertThatExceptionOfType(EurekaException.class).isThrownBy(() -> register(bounds, info("PAY", "p0", 0)))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(503);
                    assertThat(refusal.headers()).containsKey("Retry-After");
                    assertThat(refusal).hasMessageContaining("polis.registry.eureka.bounds.memory");
                });
        assertThat(leases.size()).isEqualTo(8);
        register(bounds, info("CART", "c0", 0));
        assertThat(meters.counter("polis.registry.eureka.refused").count()).isOne();
        assertThat(refusals.why())
                .hasValueSatisfying(why -> assertThat(why).contains("polis.registry.eureka.bounds.memory"));
        now.updateAndGet(then -> then.plus(Duration.ofMinutes(11)));
        assertThat(refusals.why()).isEmpty();
    }

    @Test
    void oneServiceTakesHalfOfIt() {
        RegistrationBounds bounds = bounds(Bounds.memory(DataSize.ofBytes(8 * SMALL + 100)));
        for (int i = 0; i < 4; i++) {
            register(bounds, info("CART", "c" + i, 0));
        }
        assertThatExceptionOfType(EurekaException.class).isThrownBy(() -> register(bounds, info("CART", "c4", 0)))
                .withMessageContaining("half of");
        register(bounds, info("PAY", "p0", 0));
    }

    @Test
    void aLeaseThatGrowsIsWeighedAgainAndItsEndFreesWhatItHeld() {
        RegistrationBounds bounds = bounds(Bounds.memory(DataSize.ofBytes(42 * SMALL)));
        int half = (int) (18 * SMALL);
        register(bounds, info("CART", "c0", half));
        register(bounds, info("PAY", "p0", half));
        assertThatExceptionOfType(EurekaException.class).isThrownBy(() -> register(bounds, info("ORDER", "o0", half)));
        register(bounds, info("ORDER", "o0", 0));
        assertThatExceptionOfType(EurekaException.class).isThrownBy(() -> register(bounds, info("ORDER", "o0", half)));
        assertThat(leases.get("ORDER", "o0")).as("it stays as it was").isNotNull();
        register(bounds, info("CART", "c0", 0));
        register(bounds, info("ORDER", "o0", half));
        registry.cancel("PAY", "p0", Source.CLIENT);
        register(bounds, info("SHIP", "s0", half));
        assertThat(leases.weight()).isBetween(38 * SMALL, 42 * SMALL);
    }

    @Test
    void thereMayBeANumberBesides() {
        RegistrationBounds bounds = bounds(new BoundSettings(DataSize.ofMegabytes(1), 3, 2, DataSize.ofKilobytes(64)));
        register(bounds, info("CART", "c0", 0));
        register(bounds, info("CART", "c1", 0));
        assertThatExceptionOfType(EurekaException.class).isThrownBy(() -> register(bounds, info("CART", "c2", 0)))
                .withMessageContaining("polis.registry.eureka.bounds.instances-per-service");
        register(bounds, info("ORDER", "o0", 0));
        assertThatExceptionOfType(EurekaException.class).isThrownBy(() -> register(bounds, info("ORDER", "o1", 0)))
                .withMessageContaining("polis.registry.eureka.bounds.instances)");
    }

    private RegistrationBounds bounds(BoundSettings settings) {
        return new RegistrationBounds(leases, settings,
                new UndescribedServices(new UndescribedSettings(Duration.ofDays(7), 0),
                        JdbcClient.create(new DriverManagerDataSource())),
                refusals, meters);
    }

    private void register(RegistrationBounds bounds, InstanceInfo info) {
        bounds.admit(info.getAppName(), info.getId(), Weight.of(info), () -> registry.register(info, Source.CLIENT));
    }

    private static InstanceInfo info(String app, String id, int noise) {
        return InstanceInfo.Builder.newBuilder().setInstanceId(id).setAppName(app).setHostName("h")
                .setIPAddr("10.0.0.1").setDataCenterInfo(new MyDataCenterInfo(DataCenterInfo.Name.MyOwn))
                .setMetadata(noise == 0 ? Map.of() : Map.of("noise", "x".repeat(noise))).build();
    }
}
