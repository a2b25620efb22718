package polis.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import polis.postgres.test.PostgresTest;
import tools.jackson.databind.JsonNode;

/** A running registry that all scenarios share: each uses names of its own. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"polis.registry.clients.cli=cli-secret",
    "polis.registry.clients.scheduler=scheduler-secret", "polis.registry.clients.dependencymap=map-secret",
    "polis.registry.clients.versionset=versionset-secret", "polis.registry.clients.gateway=gateway-secret",
    "polis.registry.clients.registry=registry-secret", "polis.registry.clients.pipe-line=pipeline-secret",
    "polis.registry.eureka.password=eureka-secret"})
@PostgresTest("registry")
public abstract class RegistryScenario {

    @LocalServerPort
    protected int port;
    protected Api anonymous;
    protected Api admin;
    protected Api deployer;
    protected Api scheduler;
    protected Api viewer;
    protected EurekaWire eureka;

    @BeforeEach
    void logIn() {
        anonymous = new Api(port);
        admin = anonymous.bearer(anonymous.clientToken("cli", "cli-secret"));
        deployer = as("deployer");
        scheduler = anonymous.bearer(anonymous.clientToken("scheduler", "scheduler-secret"));
        viewer = anonymous.bearer(
                admin.post("/api/v1/tokens", "{\"subject\":\"watcher\",\"role\":\"viewer\"}").is(201).text("token"));
        eureka = eureka(anonymous);
    }

    /** Eureka's protocol spoken with the right password. */
    public static EurekaWire eureka(Api api) {
        return new EurekaWire(api.basic("eureka", "eureka-secret"));
    }

    /** For tests that start and stop the service themselves. */
    public static Class<?> application() {
        return RegistryApplication.class;
    }

    /** A name that no other scenario uses. */
    protected static String name(String kind) {
        return kind + "-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
    }

    protected Answer move(String service, String to) {
        return scheduler.post("/api/v1/services/" + service + "/transitions",
                "{\"to\":\"" + to + "\",\"reason\":\"because\"}");
    }

    protected Answer move(String service, String instance, String to) {
        return scheduler.post("/api/v1/services/" + service + "/instances/" + instance + "/transitions",
                "{\"to\":\"" + to + "\",\"reason\":\"because\"}");
    }

    protected Answer announce(String service, String instance) {
        Answer answer = announceOnly(service, instance);
        if (!eureka.uses(service)) {
            eureka.use(service, credential(service));
        }
        return answer;
    }

    /** A caller with a new credential of the service. */
    protected Api credential(String service) {
        Answer made = deployer.post("/api/v1/services/" + service + "/credentials", "").is(201);
        return anonymous.basic(made.text("username"), made.text("password"));
    }

    protected Answer announceOnly(String service, String instance) {
        return scheduler.put("/api/v1/services/" + service + "/instances/" + instance,
                "{\"version\":\"1.0.0\",\"revision\":1,\"host\":\"localhost\",\"port\":20001,\"node\":\"local\"}");
    }

    protected String state(String service, String instance) {
        return viewer.get("/api/v1/services/" + service + "/instances/" + instance).text("state");
    }

    protected String lifecycle(String service) {
        return viewer.get("/api/v1/services/" + service).text("lifecycle");
    }

    /** A person or a pipeline of that name, with the role of a deployer. */
    protected Api as(String subject) {
        return anonymous
                .bearer(admin.post("/api/v1/tokens", "{\"subject\":\"%s\",\"role\":\"deployer\"}".formatted(subject))
                        .is(201).text("token"));
    }

    /** All events of a service and its instances, the oldest first. */
    protected List<JsonNode> eventsOf(String service) {
        var events = new ArrayList<JsonNode>();
        String after = "0";
        JsonNode items;
        do {
            Answer page = viewer.get("/api/v1/events?limit=1000&after=" + after).is(200);
            items = page.json().path("items");
            items.forEach(events::add);
            after = page.text("nextCursor");
        } while (items.size() == 1000);
        return events.stream().filter(event -> {
            String subject = event.path("subject").asString();
            return subject.equals(service) || subject.startsWith(service + "/");
        }).toList();
    }
}
