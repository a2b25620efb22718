package polis.scheduler.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ManifestTests {

    private static ServiceSpec read(String fields) {
        return Manifest
                .read(JsonMapper.shared()
                        .readTree("{\"runtime\":\"process\",\"services\":{\"cart\":{" + fields + "}}}"))
                .services().get("cart");
    }

    @Test
    void readsWhatTheSchedulerNeeds() {
        ServiceSpec cart = read(
                """
                        "version": "1.2.3", "tier": 1, "artifact": {"jar": "a.jar"}, "arguments": ["--x=1"],
                        "environment": {"A": "b"}, "instances": {"min": 2, "max": 5}, "memoryBytes": 1000,
                        "health": {"path": "/h", "interval": "PT3S", "timeout": "PT4S", "deadline": "PT5S"},
                        "drain": {"delay": "PT1S", "timeout": "PT9S"}, "routes": [{"path": "/cart/**"}], "dependsOn": ["catalog"]
                        """);
        assertThat(cart.version()).isEqualTo("1.2.3");
        assertThat(cart.instances()).isEqualTo(2);
        assertThat(cart.memoryBytes()).isEqualTo(1000);
        assertThat(cart.health()).isEqualTo(
                new ServiceSpec.Health("/h", Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5)));
        assertThat(cart.drain()).isEqualTo(new ServiceSpec.Drain(Duration.ofSeconds(1), Duration.ofSeconds(9)));
        assertThat(cart.routed()).isTrue();
        assertThat(cart.external()).isFalse();
        assertThat(cart.dependsOn()).containsExactly("catalog");
    }

    @Test
    void aServiceMaySayThatSomebodyElseRunsIt() {
        assertThat(read("\"runtime\": \"external\"").external()).isTrue();
    }

    @Test
    void onlyWhatMakesTheProcessChangesItsDigest() {
        String base = "\"version\": \"1.0.0\", \"artifact\": {\"jar\": \"a.jar\"}, \"environment\": {\"A\": \"1\", \"B\": \"2\"}";
        String digest = read(base).digest();
        assertThat(read(base + ", \"instances\": {\"min\": 4}, \"drain\": {\"delay\": \"PT1S\"}, \"title\": \"Cart\"")
                .digest()).isEqualTo(digest);
        assertThat(read(base.replace("1.0.0", "1.0.1")).digest()).isNotEqualTo(digest);
        assertThat(read(base + ", \"arguments\": [\"x\"]").digest()).isNotEqualTo(digest);
        assertThat(read(base.replace("\"2\"", "\"3\"")).digest()).isNotEqualTo(digest);
        assertThat(read(base + ", \"memoryBytes\": 7").digest()).isNotEqualTo(digest);
    }
}
