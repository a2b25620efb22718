package polis.registry.eureka;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.discovery.shared.Applications;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import polis.registry.RegistryScenario;
import polis.registry.lease.LeaseFixture;
import polis.registry.lease.LeaseRegistry;
import polis.registry.lease.Source;

/** Lists that are too large to be written in one piece. */
class LargeListsIntegrationTests extends RegistryScenario {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    LeaseRegistry registry;

    @Test
    void bothFormsOfALargeListAndOfItsDeltaArriveWhole() throws Exception {
        var random = new Random(1);
        for (int i = 0; i < 300; i++) {
            var noise = new byte[1_500];
            random.nextBytes(noise);
            registry.register(
                    new InstanceInfo.Builder(LeaseFixture.info("large-" + i, 90, 1))
                            .setMetadata(Map.of("noise", Base64.getEncoder().encodeToString(noise))).build(),
                    Source.CLIENT);
        }
        for (String path : new String[] {"/eureka/apps", "/eureka/apps/delta"}) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<byte[]> packed = get(path, "gzip");
                HttpResponse<byte[]> plain = get(path, "identity");
                assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
                assertThat(packed.headers().firstValue("Content-Type"))
                        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
                assertThat(packed.body().length).as("bytes").isGreaterThan(300_000);
                assertWhole(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes());
                assertWhole(plain.body());
            }
        }
        for (int i = 0; i < 300; i++) {
            registry.cancel("CART", "large-" + i, Source.CLIENT);
        }
    }

    private static void assertWhole(byte[] list) throws Exception {
        var cart = Format.JSON.read(new ByteArrayInputStream(list), Applications.class)
                .getRegisteredApplications("CART");
        for (int i = 0; i < 300; i++) {
            assertThat(cart.getByInstanceId("large-" + i).getMetadata().get("noise")).hasSize(2_000);
        }
    }

    private HttpResponse<byte[]> get(String path, String encoding) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization",
                                "Basic " + Base64.getEncoder()
                                        .encodeToString("eureka:eureka-secret".getBytes(StandardCharsets.UTF_8)))
                        .header("Accept", "application/json").header("Accept-Encoding", encoding).build(),
                BodyHandlers.ofByteArray());
    }
}
