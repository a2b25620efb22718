package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.address.NameService;
import polis.postgres.test.TestDatabase;
import tools.jackson.databind.JsonNode;

/** Whatever a registry says: only judged addresses are connected to. */
class AddressesIntegrationTests {

    private static TestDatabase database;
    private static StubRegistry registry;
    private static StubVersionset versionset;
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();
    private static TestInstance instance;
    private static Gateway gateway;

    @Configuration(proxyBeanMethods = false)
    static class Names {

        @Bean
        NameService names() {
            return name -> {
                String address = NAMES.get(name);
                if (address == null) {
                    throw new UnknownHostException(name);
                }
                return List.of(InetAddress.ofLiteral(address));
            };
        }
    }

    @BeforeAll
    static void start() {
        database = TestDatabase.create("gateway");
        registry = new StubRegistry();
        versionset = new StubVersionset();
        instance = new TestInstance("good");
        versionset.services(1, """
                {"shop":{"routes":[{"path":"/shop/**"}]},"evil":{"routes":[{"path":"/evil/**"}]},\
                "loop":{"routes":[{"path":"/loop/**"}]},"named":{"routes":[{"path":"/named/**"}]}}""");
        gateway = Gateway.start(database, registry, versionset, "--polis.addresses.lookup-ttl=PT0.1S",
                "--spring.main.sources=" + Names.class.getName());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        instance.close();
        registry.close();
        versionset.close();
        database.close();
    }

    @Test
    void aForbiddenInstanceGetsNoTrafficAndIsShownSo() {
        registry.add("evil", "metadata", "169.254.169.254", 80);
        registry.add("evil", "public", "203.0.113.7", 80);
        await().until(() -> barred("evil", "public"));
        assertThat(gateway.get("/evil/x").statusCode()).isEqualTo(503);
        JsonNode metadata = gateway.instance("evil", "metadata");
        assertThat(metadata.path("weight").asInt()).isZero();
        assertThat(metadata.path("barred").asString()).contains("metadata service");
        gateway.weigh("evil", "metadata", "100");
        assertThat(gateway.instance("evil", "metadata").path("weight").asInt()).isZero();
        assertThat(gateway.get("/evil/x").statusCode()).isEqualTo(503);
        registry.add("evil", "good", "127.0.0.1", instance.port());
        await().until(() -> gateway.get("/evil/x").statusCode() == 200);
        for (int i = 0; i < 20; i++) {
            assertThat(gateway.get("/evil/x").body()).startsWith("good");
        }
    }

    @Test
    void theGatewayIsNobodysInstance() {
        registry.add("loop", "admin", "127.0.0.1", gateway.adminPort());
        registry.add("loop", "traffic", "localhost", gateway.trafficPort());
        registry.add("loop", "registry", "::1", registry.uri().getPort());
        for (String id : List.of("admin", "traffic", "registry")) {
            await().until(() -> barred("loop", id));
            assertThat(gateway.instance("loop", id).path("barred").asString()).contains("of Polis itself");
        }
        assertThat(gateway.get("/loop/x").statusCode()).isEqualTo(503);
    }

    @Test
    void aNameLeadsToWhatWasJudgedAndNowhereElse() {
        registry.add("named", "one", "shop.internal", instance.port());
        await().until(() -> barred("named", "one"));
        assertThat(gateway.get("/named/x").statusCode()).isEqualTo(503);
        NAMES.put("shop.internal", "127.0.0.1");
        await().until(() -> gateway.get("/named/x").statusCode() == 200);
        NAMES.put("shop.internal", "169.254.169.254");
        await().until(() -> barred("named", "one"));
        assertThat(gateway.get("/named/x").statusCode()).isEqualTo(503);
        NAMES.put("shop.internal", "127.0.0.1");
        await().until(() -> gateway.get("/named/x").statusCode() == 200);
        // A name server that is away takes nothing back.
        NAMES.remove("shop.internal");
        for (int i = 0; i < 20; i++) {
            assertThat(gateway.get("/named/x").statusCode()).isEqualTo(200);
        }
    }

    private static boolean barred(String service, String id) {
        return gateway.instance(service, id).path("barred").isString();
    }
}
