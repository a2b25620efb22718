package polis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static polis.scheduler.TestSystem.service;
import static polis.scheduler.TestSystem.services;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polis.openapi.test.CommittedOpenApi;
import polis.openapi.test.ScopedOperations;
import polis.security.Scope;
import tools.jackson.databind.JsonNode;

class ApiIntegrationTests {

    @TempDir
    static Path folder;

    private static TestSystem system;

    @BeforeAll
    static void start() throws IOException {
        system = new TestSystem(folder);
        Files.createDirectories(folder.resolve("demo/target"));
        Files.copy(folder.resolve("workload.jar"), folder.resolve("demo/target/shop.jar"));
        Files.createSymbolicLink(folder.resolve("demo/leak.jar"), Path.of("/etc/passwd"));
        system.start();
        system.ended(system.versionset.apply(services(service("front", "1.0.0"))));
    }

    @AfterAll
    static void stop() throws IOException {
        system.close();
    }

    @Test
    void theCommittedDescriptionIsThatOfTheCode() throws Exception {
        new CommittedOpenApi(system.port()).bearer(system.registry.token("viewer")).verify();
    }

    @Test
    void servicesReadAndDoNothingElse() {
        new ScopedOperations(system.port(), Scope.claims(),
                scope -> system.registry.serviceToken("somebody", scope, "polis-scheduler"))
                .scoped("POST /api/v1/manifests/check", Scope.READ.claim()).verify();
    }

    @Test
    void showsTheNodeAndWhatIsTakenOfIt() {
        JsonNode node = system.get("/api/v1/nodes").path("items").path(0);
        assertThat(node.path("name").asString()).isEqualTo("local");
        assertThat(node.path("memoryBytes").asLong()).isEqualTo(1L << 30);
        assertThat(node.path("memoryFreeBytes").asLong()).isEqualTo((1L << 30) - 67108864);
        assertThat(node.path("processors").asInt()).isPositive();
        assertThat(node.path("state").asString()).isEqualTo("READY");
    }

    @Test
    void showsItsInstances() {
        JsonNode instance = system.get("/api/v1/instances").path("items").path(0);
        assertThat(instance.path("service").asString()).isEqualTo("front");
        assertThat(instance.path("state").asString()).isEqualTo("RUN");
        assertThat(instance.path("port").asInt()).isBetween(22000, 22099);
        assertThat(instance.path("pid").asLong()).isPositive();
        assertThat(instance.path("health").path("last").asString()).isEqualTo("200");
    }

    @Test
    void pagesThroughOperations() {
        JsonNode page = system.get("/api/v1/operations?limit=1");
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.has("nextCursor")).as("there is one operation only").isFalse();
        String id = page.path("items").path(0).path("id").asString();
        assertThat(system.get("/api/v1/operations?limit=1&cursor=" + id.substring("op-".length())).path("items"))
                .isEmpty();
    }

    @Test
    void findsNothingWrongWithAManifestThatFits() {
        assertThat(check("front", "\"artifact\": {\"jar\": \"demo/target/shop.jar\"}, \"memoryBytes\": 1000"))
                .isEmpty();
        assertThat(check("front", "\"runtime\": \"external\"")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            demo/target/shpo.jar  | There is no demo/target/shpo.jar in the artifact root. Put it there, or correct artifact.jar. | demo/target/shop.jar
            shop.jar              | There is no shop.jar in the artifact root. Put it there, or correct artifact.jar. | demo/target/shop.jar
            ../../etc/passwd      | ../../etc/passwd leads out of the artifact root. Name a jar inside it. |
            /etc/passwd           | /etc/passwd leads out of the artifact root. Name a jar inside it. |
            demo/leak.jar         | demo/leak.jar leads out of the artifact root. Name a jar inside it. |
            """)
    void namesAJarThatCannotBeRun(String jar, String detail, String suggestion) {
        JsonNode finding = check("a~b", "\"artifact\": {\"jar\": \"%s\"}, \"memoryBytes\": 1000".formatted(jar))
                .path(0);
        assertThat(finding.path("pointer").asString()).isEqualTo("/services/a~0b/artifact/jar");
        assertThat(finding.path("detail").asString()).isEqualTo(detail);
        if (suggestion != null) {
            assertThat(finding.path("suggestion").asString()).isEqualTo(suggestion);
        }
    }

    @Test
    void namesMemoryThatNoNodeHas() {
        JsonNode findings = check("front", "\"artifact\": {\"jar\": \"workload.jar\"}, \"memoryBytes\": 10737418240");
        assertThat(findings).hasSize(1);
        assertThat(findings.path(0).path("pointer").asString()).isEqualTo("/services/front/memory");
        assertThat(findings.path(0).path("detail").asString()).isEqualTo(
                "front asks for 10240MiB of memory, more than any node has; the largest, local, has 1024MiB.");
        assertThat(findings.path(0).path("suggestion").asString()).isEqualTo("1024MiB");
    }

    @Test
    void namesAnArgumentThatOpensWhatTheOperatorKeepsShut() {
        JsonNode finding = check("front",
                "\"artifact\": {\"jar\": \"workload.jar\"}, \"memoryBytes\": 1000, \"arguments\": [\"--a=b\", \"--server.address=0.0.0.0\"]")
                .path(0);
        assertThat(finding.path("pointer").asString()).isEqualTo("/services/front/arguments/1");
        assertThat(finding.path("detail").asString()).contains("--bind");
    }

    @Test
    void tellsAsWhomInstancesRun() {
        JsonNode isolation = system.get("/api/v1/nodes").path("items").path(0).path("isolation");
        assertThat(isolation.path("detail").asString()).isNotBlank();
        if (!isolation.path("perArchitecture").asBoolean()) {
            assertThat(isolation.path("detail").asString()).contains("who may deploy reads its secrets");
        }
    }

    @Test
    void namesInstancesThatDoNotFitTogether() {
        JsonNode findings = check("front",
                "\"artifact\": {\"jar\": \"workload.jar\"}, \"memoryBytes\": 600000000, \"instances\": {\"min\": 2}");
        assertThat(findings.path(0).path("pointer").asString()).isEqualTo("/services");
    }

    @Test
    void namesAFieldThatIsNotInTheNormalForm() {
        JsonNode problem = system.post("/api/v1/manifests/check",
                "{\"services\": {\"front\": {\"version\": \"1.0.0\"}}}");
        assertThat(problem.path("detail").asString()).contains("/services/front/health is missing");
        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("/services/front/health");
    }

    private static JsonNode check(String name, String fields) {
        return system
                .post("/api/v1/manifests/check",
                        "{\"services\": " + TestSystem.services(TestSystem.service(name, "1.0.0", fields)) + "}")
                .path("findings");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /api/v1/operations/op-999              |                | 404 | not-found
            GET  | /api/v1/operations/nonsense            |                | 404 | not-found
            GET  | /api/v1/operations?limit=0             |                | 400 | invalid-request
            GET  | /api/v1/operations?cursor=x            |                | 400 | invalid-request
            GET  | /api/v1/operations?revision=x          |                | 400 | invalid-request
            GET  | /api/v1/operations/op-1?wait=soon      |                | 400 | invalid-request
            POST | /api/v1/manifests/check                | {"services":1} | 400 | invalid-request
            POST | /api/v1/manifests/check                | {"serv         | 400 | invalid-request
            PUT  | /api/v1/nodes                          | {}             | 405 | method-not-allowed
            """)
    void answersBadRequestsWithAProblem(String method, String path, String body, int status, String slug)
            throws Exception {
        HttpResponse<String> answer = send(method, path, body, "deployer");
        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode problem = TestSystem.JSON.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("https://polis.dev/problems/" + slug);
        assertThat(problem.path("detail").asString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /api/v1/operations        |          | 401
            GET  | /api/v1/nodes             |          | 401
            GET  | /api/v1/instances         |          | 401
            POST | /api/v1/manifests/check   |          | 401
            POST | /api/v1/manifests/check   | viewer   | 403
            GET  | /api/v1/operations        | viewer   | 200
            GET  | /actuator/health/liveness |          | 200
            GET  | /actuator/prometheus      |          | 401
            """)
    void letsInOnlyWhoHasTheRole(String method, String path, String role, int status) throws Exception {
        assertThat(send(method, path, "{\"services\":{}}", role).statusCode()).isEqualTo(status);
    }

    @Test
    void versionsetMayAskWhetherAManifestCouldRunAndAServiceWithoutReadMayNot() throws Exception {
        String versionset = system.registry.serviceToken("versionset", "description:write read", "polis-registry",
                "polis-scheduler");
        String path = "/api/v1/manifests/check";
        assertThat(sendAs(versionset, "POST", path, "{\"services\":{}}").statusCode()).isEqualTo(200);
        assertThat(sendAs(versionset, "GET", "/api/v1/operations", null).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = sendAs(
                system.registry.serviceToken("versionset", "description:write", "polis-scheduler"), "POST", path,
                "{\"services\":{}}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("the scope read");
        assertThat(sendAs(system.registry.serviceToken("gateway", "read", "polis-registry"), "POST", path,
                "{\"services\":{}}").statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> send(String method, String path, String body, String role) throws Exception {
        return sendAs(role == null ? null : system.registry.token(role), method, path, body);
    }

    private static HttpResponse<String> sendAs(String token, String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + system.port() + path))
                .method(method,
                        body == null || method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
