package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.MyDataCenterInfo;
import com.netflix.appinfo.DataCenterInfo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.unit.DataSize;
import polis.registry.retention.UndescribedSettings;

class RegistrationBoundsTests {

    private final Leases leases = new Leases();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LeaseRegistry registry = new LeaseRegistry(new LeaseBook(leases,
            new LeaseChanges(new EurekaSettings("eureka", "secret", 100, Duration.ofSeconds(1))), Clock.systemUTC()));

    @Test
    void whoIsNewIsRefusedWhereThereAreAsManyAsMayBeAndWhoIsThereStays() {
        RegistrationBounds bounds = bounds(6, 4);
        for (int i = 0; i < 4; i++) {
            register(bounds, "CART", "c" + i);
        }
        assertThatExceptionOfType(BadCall.class).isThrownBy(() -> bounds.check("CART", "c4"))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(503);
                    assertThat(refusal.headers()).containsKey("Retry-After");
                    assertThat(refusal).hasMessageContaining("instances-per-service");
                });
        register(bounds, "ORDER", "o0");
        register(bounds, "ORDER", "o1");
        assertThatExceptionOfType(BadCall.class).isThrownBy(() -> bounds.check("ORDER", "o2"))
                .withMessageContaining("polis.registry.eureka.bounds.instances");
        assertThatCode(() -> bounds.check("CART", "c0")).doesNotThrowAnyException();
        assertThat(meters.counter("polis.registry.eureka.refused").count()).isEqualTo(2);
        registry.cancel("CART", "c0", Source.CLIENT);
        assertThatCode(() -> bounds.check("ORDER", "o2")).doesNotThrowAnyException();
    }

    private RegistrationBounds bounds(int instances, int ofService) {
        return new RegistrationBounds(leases, new BoundSettings(instances, ofService, DataSize.ofKilobytes(64)),
                new UndescribedSettings(Duration.ofDays(7), 0), JdbcClient.create(new DriverManagerDataSource()),
                meters);
    }

    private void register(RegistrationBounds bounds, String app, String id) {
        bounds.check(app, id);
        registry.register(InstanceInfo.Builder.newBuilder().setInstanceId(id).setAppName(app).setHostName("h")
                .setIPAddr("10.0.0.1").setDataCenterInfo(new MyDataCenterInfo(DataCenterInfo.Name.MyOwn)).build(),
                Source.CLIENT);
    }
}
