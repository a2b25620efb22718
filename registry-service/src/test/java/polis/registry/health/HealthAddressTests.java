package polis.registry.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.appinfo.InstanceInfo;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polis.registry.health.HealthAddress.Scheme;

class HealthAddressTests {

    @Test
    void eurekasUrlCountsAndTheMetadataGoesBeforeIt() {
        assertThat(of("http://shop.example:8080/actuator/health?full=1", null))
                .isEqualTo(new HealthAddress.Stated(Scheme.HTTP, "shop.example", 8080, "/actuator/health?full=1"));
        assertThat(of("http://shop.example:8080/health", "tcp://10.0.0.7:5432"))
                .isEqualTo(new HealthAddress.Stated(Scheme.TCP, "10.0.0.7", 5432, ""));
        assertThat(of("https://SHOP.example", null))
                .isEqualTo(new HealthAddress.Stated(Scheme.HTTPS, "SHOP.example", 443, "/"));
        assertThat(of(null, null)).isEqualTo(new HealthAddress.Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data", "http://other.example/", "file:///etc/passwd",
        "gopher://shop.example/", "http://user:word@shop.example/", "tcp://shop.example", "http://shop.example:0/",
        "http://shop.example\r\nX: y/", "http://", "shop", "http://shop.example.evil.example/", "http://[::1/",
        "jar:x!"})
    void whatIsNotItsOwnOrCannotBeReadIsNeverAsked(String url) {
        assertThat(of(url, null)).isInstanceOf(HealthAddress.Unusable.class);
    }

    private static HealthAddress of(String url, String metadata) {
        var builder = InstanceInfo.Builder.newBuilder().setAppName("SHOP").setInstanceId("shop-1")
                .setHostName("shop.example").setIPAddr("10.0.0.7").setHealthCheckUrls(null, url, null);
        if (metadata != null) {
            builder.setMetadata(Map.of("health-url", metadata));
        }
        return HealthAddress.of(builder.build());
    }
}
