package polis.scheduler.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polis.scheduler.cluster.ServiceTarget;
import tools.jackson.databind.json.JsonMapper;

class ManifestTests {

    private static final String CART = """
            "version": "1.2.3", "tier": 1, "runtime": "process", "artifact": {"jar": "a.jar"}, "arguments": ["--x=1"],
            "environment": {"A": "b", "C": "d"}, "instances": {"min": 2, "max": 5}, "memoryBytes": 1000,
            "health": {"path": "/h", "interval": "PT3S", "timeout": "PT4S", "deadline": "PT5S"},
            "drain": {"delay": "PT1S", "timeout": "PT9S"}, "routes": [{"path": "/cart/**"}], "dependsOn": ["catalog"]
            """;

    private static ServiceTarget read(String fields) {
        return Manifest.read(JsonMapper.shared().readTree("{\"services\":{\"cart\":{" + fields + "}}}")).services()
                .get("cart");
    }

    @Test
    void readsWhatTheSchedulerNeeds() {
        ServiceTarget cart = read(CART);
        assertThat(cart.version()).isEqualTo("1.2.3");
        assertThat(cart.instances()).isEqualTo(2);
        assertThat(cart.process())
                .isEqualTo(new ServiceTarget.ProcessSpec("a.jar", List.of("--x=1"), Map.of("A", "b", "C", "d"), 1000));
        assertThat(cart.health()).isEqualTo(
                new ServiceTarget.Health("/h", Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5)));
        assertThat(cart.traffic())
                .isEqualTo(new ServiceTarget.Traffic(true, Duration.ofSeconds(1), Duration.ofSeconds(9)));
        assertThat(cart.external()).isFalse();
        assertThat(cart.dependsOn()).containsExactly("catalog");
    }

    @Test
    void aServiceMaySayThatSomebodyElseRunsIt() {
        assertThat(read(CART.replace("\"process\"", "\"external\"")).external()).isTrue();
    }

    @Test
    void onlyWhatMakesTheProcessChangesItsDigest() {
        String digest = read(CART).digest();
        assertThat(read(CART.replace("\"min\": 2", "\"min\": 4").replace("PT9S", "PT8S")).digest()).isEqualTo(digest);
        assertThat(read(CART.replace("1.2.3", "1.2.4")).digest()).isNotEqualTo(digest);
        assertThat(read(CART.replace("--x=1", "--x=2")).digest()).isNotEqualTo(digest);
        assertThat(read(CART.replace("\"d\"", "\"e\"")).digest()).isNotEqualTo(digest);
        assertThat(read(CART.replace("1000", "7")).digest()).isNotEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "runtime", "arguments", "environment", "instances", "memoryBytes", "health",
        "drain", "routes", "dependsOn", "path", "interval", "timeout", "deadline", "delay", "min"})
    void aFieldThatIsMissingIsNamed(String field) {
        assertThatThrownBy(() -> read(CART.replaceFirst("\"" + field + "\"", "\"other\"")))
                .isInstanceOf(MalformedManifestException.class).hasMessageStartingWith("/services/cart/")
                .hasMessageContaining("/" + field + " is missing");
    }

    @Test
    void aFieldThatIsNotWhatItShouldBeIsNamed() {
        assertThatThrownBy(() -> read(CART.replace("PT5S", "soon")))
                .hasMessage("/services/cart/health/deadline must be an ISO 8601 duration.");
    }
}
