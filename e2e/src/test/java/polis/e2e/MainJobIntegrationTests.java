package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The main job from end to end: one stack, one shop, one story, told in order. */
@Order(1) // the longest first
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIntegrationTests {

    private static Stack stack;
    private static Services services;
    private static Traffic traffic;

    @BeforeAll
    static void bringTheStackUp() {
        stack = Stack.up("main-job", 15_000, "--no-aot");
        services = new Services(stack);
    }

    @AfterAll
    static void takeItDown() {
        if (traffic != null) {
            traffic.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(0)
    void badInputIsExplainedAndRecordsNothing() {
        assertThat(services.versionset.as("").post("/api/v1/manifests", "application/yaml", Manifests.shop()).status())
                .isEqualTo(401);
        assertThat(services.versionset.as(stack.token("viewer"))
                .post("/api/v1/manifests", "application/yaml", Manifests.shop()).status()).isEqualTo(403);
        assertRefused("services: [", null);
        assertRefused(Manifests.shop().replaceFirst("tier:", "teir:"), "tier");
        assertRefused(Manifests.shop().replaceFirst("demo/target/shop.jar", "demo/target/shpo.jar"),
                "demo/target/shop.jar");
        assertRefused(Manifests.shop().replaceFirst("memory: \\S+", "memory: 64TiB"), null);
        assertRefused(Manifests.shop().replaceFirst("instances: \\{min: \\d+", "instances: {min: 99"), null);
        assertThat(services.versionset.get("/api/v1/revisions").ok().get("items")).isEmpty();
    }

    @Test
    @Order(0)
    void aRevokedTokenIsRefusedByAllFiveWithinFiveSecondsAndANewKeyLogsNobodyOut() {
        List<Api> five = List.of(services.registry, services.versionset, services.scheduler, services.map,
                services.gateway);
        List<String> reads = List.of("/api/v1/services", "/api/v1/revisions", "/api/v1/operations", "/api/v1/map",
                "/api/v1/routes");
        JsonNode issued = services.registry.postJson("/api/v1/tokens", Map.of("subject", "guest", "role", "viewer"))
                .json();
        String guest = issued.get("token").asString();
        for (int i = 0; i < five.size(); i++) {
            assertThat(five.get(i).as(guest).get(reads.get(i)).status()).as(reads.get(i)).isEqualTo(200);
        }
        assertThat(services.registry.delete("/api/v1/tokens/" + issued.get("id").asString()).status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            for (int i = 0; i < five.size(); i++) {
                assertThat(five.get(i).as(guest).get(reads.get(i)).status()).as(reads.get(i)).isEqualTo(401);
            }
        });
        assertThat(services.registry.postJson("/api/v1/signing-keys", Map.of()).status()).isEqualTo(201);
        for (int i = 0; i < five.size(); i++) {
            assertThat(five.get(i).get(reads.get(i)).status()).as(reads.get(i)).isEqualTo(200);
        }
    }

    private static void assertRefused(String manifest, String suggestion) {
        Api.Answer answer = services.versionset.post("/api/v1/manifests", "application/yaml", manifest);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode first = answer.json().get("errors").get(0);
        assertThat(first.has("pointer")).isTrue();
        if (suggestion != null) {
            assertThat(first.get("suggestion").asString()).contains(suggestion);
        }
    }

    @Test
    @Order(1)
    void applyingTheManifestRecordsRevisionOne() {
        Api.Answer applied = services.versionset.post("/api/v1/manifests", "application/yaml", Manifests.shop());

        assertThat(applied.status()).as(applied.response().body()).isEqualTo(201);
        assertThat(applied.json().get("revision").asInt()).isEqualTo(1);
        assertThat(applied.header("Location")).endsWith("/api/v1/revisions/1");
    }

    @Test
    @Order(2)
    void theSchedulerConvergesInTheOrderOfDependencies() {
        JsonNode operation = services.operationOf(1, "SUCCEEDED");

        Map<String, Instant> started = new HashMap<>();
        Map<String, Instant> ready = new HashMap<>();
        for (JsonNode step : operation.get("steps")) {
            if (!step.get("status").asString().equals("SUCCEEDED")) {
                continue;
            }
            String service = step.get("service").asString("");
            if (step.get("action").asString().equals("START")) {
                started.merge(service, Instant.parse(step.get("startedAt").asString()),
                        MainJobIntegrationTests::earlier);
            }
            if (step.get("action").asString().equals("AWAIT_HEALTHY")) {
                ready.merge(service, Instant.parse(step.get("endedAt").asString()), MainJobIntegrationTests::earlier);
            }
        }
        assertThat(started.keySet()).containsAll(ShopMap.SERVICES);
        assertThat(started.get("storefront")).isAfter(ready.get("catalog")).isAfter(ready.get("cart"));
        assertThat(started.get("order")).isAfter(ready.get("payment"));
        for (String service : ShopMap.SERVICES) {
            assertThat(services.lifecycleOf(service)).as(service).containsSubsequence("PROVISION", "READY", "RUN");
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @Test
    @Order(3)
    void workloadsListenOnlyWhereTheStackIsBound() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter((address) -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()).toList();
        for (String service : ShopMap.SERVICES) {
            assertThat(services.schedulersInstances(service)).as(service).isNotEmpty();
            for (JsonNode instance : services.schedulersInstances(service)) {
                int port = instance.get("port").asInt();
                assertThat(isOpen(InetAddress.getByName("127.0.0.1"), port)).as(service).isTrue();
                for (InetAddress other : others) {
                    assertThat(isOpen(other, port)).as("%s at %s", service, other).isFalse();
                }
            }
            for (JsonNode instance : services.registered(service)) {
                assertThat(instance.get("host").asString()).as(service).isEqualTo("127.0.0.1");
            }
        }
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    @Order(3)
    void workloadsAreAnotherUserWhoDoesNotReachTheSecrets() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/bin/setpriv")),
                "another user can be had only as root, and with setpriv");
        JsonNode shop = services.schedulersInstances("order").getFirst();
        int user = userOf(shop.get("pid").asLong());
        assertThat(user).isNotZero();
        for (String service : ShopMap.SERVICES) {
            for (JsonNode instance : services.schedulersInstances(service)) {
                assertThat(userOf(instance.get("pid").asLong())).as(service).isEqualTo(user);
            }
        }
        for (String secret : List.of(stack.data().resolve("secrets.properties").toString(),
                stack.data().resolve("run/stack.json").toString(),
                stack.data().resolve("logs/scheduler.log").toString(),
                "/proc/" + stack.process("scheduler").pid() + "/environ",
                "/proc/" + stack.process("registry").pid() + "/environ", "/proc/" + stack.launcherPid() + "/environ")) {
            assertThat(Files.isReadable(Path.of(secret))).as(secret).isTrue();
            Command.Result result = Command
                    .of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "cat", secret).run();
            assertThat(result.exitCode()).as(secret).isNotZero();
            assertThat(result.output()).as(secret).contains("Permission denied");
        }
        assertThat(stack.polis("status").succeed()).contains("Workloads run as a user per architecture");
    }

    private static int userOf(long pid) throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/" + pid), "unix:uid");
    }

    @Test
    @Order(3)
    void requestsGoThroughTheGatewayToBalancedInstances() {
        traffic = Traffic.start(stack.gateway(), 6);
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(traffic.succeeded()).as(() -> traffic.failures().toString()).isGreaterThan(60);
            assertThat(traffic.servedBy().keySet()).hasSizeGreaterThanOrEqualTo(2);
        });
        assertThat(traffic.failures()).isEmpty();
    }

    @Test
    @Order(4)
    void theMapHasEveryRoadOfTheShopAndNoneInventedAndExactlyOneCycle() {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            JsonNode drawn = services.map.get("/api/v1/map").ok();
            assertThat(ShopMap.services(drawn)).containsAll(ShopMap.SERVICES);
            assertThat(ShopMap.topics(drawn)).containsExactly("topic order.placed");
            assertThat(ShopMap.edges(drawn)).containsExactlyInAnyOrderElementsOf(ShopMap.EDGES);
        });
        assertThat(ShopMap.cycles(services.map.get("/api/v1/cycles").ok()))
                .containsExactly(Set.of("inventory", "order"));
    }

    @Test
    @Order(5)
    void theConsoleDrawsTheMapWithTheCycleMarked() {
        assumeTrue(Chromium.executable().isPresent(), "no Chromium is installed");
        try (Chromium chromium = new Chromium()) {
            Page stranger = chromium.page(ColorScheme.LIGHT);
            stranger.navigate(stack.console());
            assertThat(stranger.locator("[data-service]").count()).isZero();
            assertThat(stranger.content()).contains("./polis login");

            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Page page = chromium.page(scheme);
                page.navigate(loginLink());
                page.waitForSelector("[data-service=storefront]");
                for (String service : ShopMap.SERVICES) {
                    assertThat(page.locator("[data-service=" + service + "]").count()).as(service).isOne();
                }
                assertThat(page.locator("path[data-from=order][data-to=inventory].cycle").count()).isOne();
                assertThat(page.locator("path[data-from=inventory][data-to=order].cycle").count()).isOne();
                assertThat(page.locator("path.cycle").count()).isEqualTo(2);
                Chromium.keep(page, "map-" + scheme.name().toLowerCase(Locale.ROOT));

                page.locator("[data-service=order]").click();
                page.waitForSelector(".panel[aria-label=order] .cyclebox");
                assertThat(page.locator(".cyclebox").innerText()).contains("order", "inventory");
                assertThat(page.url()).contains("service=order");
                Chromium.keep(page, "map-order-" + scheme.name().toLowerCase(Locale.ROOT));
                if (scheme == ColorScheme.LIGHT) {
                    new ConsoleTour(page).walk();
                }
            }
        }
    }

    private static String loginLink() {
        return stack.polis("login").succeed().lines().flatMap((line) -> Stream.of(line.split("\\s+")))
                .filter((word) -> word.contains("/login?code=")).findFirst().orElseThrow();
    }

    @Test
    @Order(6)
    void aNewVersionIsRolledOutWithoutAFailedRequest() {
        traffic.reset();
        ObjectNode manifest = Manifests.withVersion(Manifests.current(services.versionset), "catalog", "1.1.0");
        int revision = services.apply(manifest);

        services.operationOf(revision, "SUCCEEDED");

        assertThat(services.versionsOf("catalog")).containsOnly("1.1.0");
        assertThat(services.lifecycleOf("catalog")).endsWith("RUN", "UPDATE", "RUN");
        assertThat(traffic.succeeded()).isPositive();
        assertThat(traffic.failures()).isEmpty();
    }

    @Test
    @Order(7)
    void aVersionThatNeverGetsHealthyIsRolledBackWithoutAFailedRequest() {
        traffic.reset();
        int good = services.versionset.get("/api/v1/revisions/current").ok().get("number").asInt();
        int bad = services.apply(Manifests.neverHealthy(Manifests.current(services.versionset), "catalog", "1.2.0"));

        JsonNode operation = services.operationOf(bad, "ROLLED_BACK");

        assertThat(operation.get("reason").asString()).contains("catalog");
        assertThat(services.lifecycleOf("catalog")).endsWith("UPDATE", "ROLLBACK", "RUN");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(services.versionset.get("/api/v1/revisions/" + bad).ok().get("status").asString())
                        .isEqualTo("FAILED"));
        assertThat(services.versionset.get("/api/v1/revisions/current").ok().get("number").asInt()).isEqualTo(good);
        assertThat(services.versionsOf("catalog")).containsOnly("1.1.0");
        assertThat(traffic.failures()).isEmpty();
    }

    @Test
    @Order(8)
    void aKilledInstanceLeavesTrafficWithinTwoSecondsAndIsReplaced() {
        JsonNode victim = services.schedulersInstances("storefront").getFirst();
        String id = victim.get("id").asString();

        ProcessHandle.of(victim.get("pid").asLong()).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(2)).pollInterval(Duration.ofMillis(50))
                .until(() -> !services.takesTraffic("storefront", id));
        traffic.reset();
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            List<String> serving = services.running("storefront");
            assertThat(serving).hasSize(2).doesNotContain(id);
            assertThat(serving).allMatch((instance) -> services.takesTraffic("storefront", instance));
        });
        assertThat(traffic.failures()).isEmpty();
    }

    @Test
    @Order(9)
    void anyServiceOfPolisMayBeKilledAndNothingAcceptedIsLost() {
        traffic.reset();

        Api.Answer described = services.registry.putJson("/api/v1/services/fraud",
                Map.of("title", "Fraud", "tier", 1, "owner", "team-pay"));
        assertThat(described.status()).as(described.response().body()).isBetween(200, 201);
        killAndAwait("registry", services.registry);
        assertThat(services.registry.get("/api/v1/services/fraud").ok().get("owner").asString()).isEqualTo("team-pay");

        int revision = services.apply(Manifests.scaled(Manifests.current(services.versionset), "recommendation", 2));
        killAndAwait("versionset", services.versionset);
        assertThat(services.versionset.get("/api/v1/revisions/" + revision).ok().get("number").asInt())
                .isEqualTo(revision);

        killAndAwait("scheduler", services.scheduler);
        services.operationOf(revision, "SUCCEEDED");
        assertThat(services.running("recommendation")).hasSize(2);

        Spans spans = Spans.between("auditor", "ledger", 500);
        assertThat(services.map.postJson("/api/v2/spans", spans.all()).status()).isEqualTo(202);
        killAndAwait("map", services.map);
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(services.callsBetween("auditor", "ledger")).isEqualTo(500));

        assertThat(traffic.failures()).as("the gateway serves while any other service is away").isEmpty();

        stack.process("gateway").destroyForcibly();
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).ignoreExceptions()
                .until(() -> services.gateway.get("/actuator/health/readiness").status() == 200);
        traffic.reset();
        await().atMost(Duration.ofMinutes(1)).until(() -> traffic.succeeded() > 20);
        assertThat(traffic.failures()).isEmpty();
    }

    @Test
    @Order(10)
    void everyCommandOfTheDocumentationWorksAsItIsWritten() {
        assumeTrue(Command.of("sh", "-c", "command -v jq && command -v curl").run().exitCode() == 0,
                "the guides use curl and jq");
        DocSandbox sandbox = new DocSandbox(stack);
        for (Path page : Snippets.pages()) {
            if (page.endsWith("docker-compose.md")) {
                continue; // ComposeIntegrationTests types these.
            }
            String script = Snippets.blocks(page).stream().map(Snippets::script).collect(Collectors.joining("\n"));
            sandbox.add(Snippets.files(page));
            sandbox.run(script);
        }
    }

    @Test
    @Order(11)
    void nothingSecretIsKeptWhereItCouldBeRead() {
        int count = Integer.getInteger("secrets.count", 200);
        SecretLeakSearch search = new SecretLeakSearch(stack, services);
        search.addTheStacksOwn();
        search.addTheWorkloads();
        search.issue(count);
        assertThat(search.known()).isGreaterThan(3 * count);
        assertThat(search.everywhere()).isEmpty();
        // A search that finds nothing must be able to find something.
        assertThat(search.planted()).contains("secret client.cli in gateway.planted.a",
                "secret client.cli in base64 in gateway.planted.b", "secret client.cli in hex in gateway.planted.c",
                "secret client.cli in gateway.planted.d", "secret client.cli in logs/planted.log");
    }

    private static void killAndAwait(String service, Api api) {
        ProcessHandle old = stack.process(service);
        old.destroyForcibly();
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).ignoreExceptions()
                .until(() -> stack.process(service).pid() != old.pid()
                        && api.get("/actuator/health/readiness").status() == 200);
    }

}
