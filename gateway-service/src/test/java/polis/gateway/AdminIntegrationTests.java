package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polis.openapi.test.CommittedOpenApi;
import polis.openapi.test.ScopedOperations;
import polis.postgres.test.TestDatabase;
import polis.security.Scope;

/** The two ports and who may what on them; the console's login and its way to the other services. */
class AdminIntegrationTests {

    private static TestDatabase database;
    private static StubRegistry registry;
    private static StubVersionset versionset;
    private static ReservedPort refusing;
    private static Gateway gateway;
    private static String viewer;
    private static String deployer;

    @BeforeAll
    static void start() {
        database = TestDatabase.create("gateway");
        registry = new StubRegistry();
        versionset = new StubVersionset();
        versionset.services(1, "{\"shop\":{\"routes\":[{\"path\":\"/shop/**\",\"stripPrefix\":1}]}}");
        refusing = ReservedPort.any();
        registry.add("shop", "a", refusing.port(), "RUN");
        gateway = Gateway.start(database, registry, versionset);
        await().until(() -> gateway.read("/api/v1/upstreams").path("items").size() == 1);
        viewer = gateway.login("vera", "viewer");
        deployer = gateway.login("dora", "deployer");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        refusing.close();
        registry.close();
        versionset.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/routes", "/api/v1/upstreams", "/actuator", "/actuator/health",
        "/actuator/health/liveness", "/actuator/prometheus", "/v3/api-docs", "/swagger-ui.html", "/login", "/",
        "/bff/registry/api/v1/services", "/index.html", "/shop%2F..%2Factuator/health", "//actuator/health",
        "/;/actuator/health", "/actuator;x/health"})
    void nothingOfTheAdminPortIsOnTheTrafficPort(String path) {
        HttpResponse<String> response = gateway.send(
                HttpRequest.newBuilder(gateway.traffic(path)).header("Authorization", "Bearer " + Tokens.of("admin")));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("problems/no-route");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/routes", "/api/v1/upstreams", "/api/v1/upstreams/shop/instances/a", "/actuator",
        "/actuator/prometheus", "/actuator/env", "/v3/api-docs", "/v3/api-docs.yaml", "/swagger-ui.html",
        "/swagger-ui/index.html", "/bff/registry/api/v1/services", "/api/v1/unknown", "/bff", "/api",
        "/%61pi/v1/routes", "/webjars/swagger-ui/index.html"})
    void withoutATokenTheAdminPortAnswers401(String path) {
        HttpResponse<String> response = gateway.send(HttpRequest.newBuilder(gateway.admin(path)));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void probesAreOpen(String path) {
        assertThat(gateway.send(HttpRequest.newBuilder(gateway.admin(path))).statusCode()).isEqualTo(200);
    }

    @Test
    void noTrafficPassesOnTheAdminPort() {
        assertThat(gateway.send(gateway.asViewer("/shop/x")).statusCode()).isEqualTo(404);
    }

    @Test
    void viewerReadsAndDeployerWeighs() {
        assertThat(gateway.send(gateway.asViewer("/api/v1/upstreams/shop/instances/a")
                .header("Content-Type", "application/json").PUT(BodyPublishers.ofString("{\"weight\":1}")))
                .statusCode()).isEqualTo(403);
        HttpResponse<String> weighed = gateway.weigh("shop", "a", "30");
        assertThat(weighed.statusCode()).isEqualTo(200);
        assertThat(Gateway.json(weighed).path("weight").asInt()).isEqualTo(30);
        assertThat(Gateway.json(weighed).path("inFlight").asInt()).isZero();
        assertThat(gateway.instance("shop", "a").path("weight").asInt()).isEqualTo(30);
        gateway.weigh("shop", "a", "100");
    }

    @Test
    void theSchedulerWeighsByItsScopeAndWhoMayOnlyReadDoesNot() {
        String scheduler = Tokens.ofService("scheduler", "overlays:write read", "polis-registry", "polis-gateway");
        assertThat(weighAs(scheduler).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = weighAs(Tokens.ofService("map", "read", "polis-gateway"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("the scope overlays:write");
        assertThat(weighAs(Tokens.ofService("scheduler", "overlays:write", "polis-map")).statusCode()).isEqualTo(401);
        assertThat(gateway.send(HttpRequest.newBuilder(gateway.admin("/bff/registry/api/v1/echo"))
                .header("Authorization", "Bearer " + scheduler)).statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> weighAs(String token) {
        return gateway.send(HttpRequest.newBuilder(gateway.admin("/api/v1/upstreams/shop/instances/a"))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"weight\":100}")));
    }

    @ParameterizedTest
    @CsvSource({"101, /weight", "-1, /weight", "null, /weight", "'\"x\"', /weight"})
    void weightOutsideItsBoundsIsAProblemWithAPointer(String weight, String pointer) {
        HttpResponse<String> response = gateway.weigh("shop", "a", weight);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(response).at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void unknownFieldIsAProblemThatKnowsBetter() {
        HttpResponse<String> response = gateway
                .send(HttpRequest.newBuilder(gateway.admin("/api/v1/upstreams/shop/instances/a"))
                        .header("Authorization", "Bearer " + Tokens.DEPLOYER).header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"wieght\":1}")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(response).at("/errors/0/suggestion").asString()).isEqualTo("weight");
    }

    @Test
    void unknownInstanceIsNotFoundWhichMeansDrained() {
        assertThat(gateway.weigh("shop", "nobody", "0").statusCode()).isEqualTo(404);
        assertThat(gateway.weigh("nobody", "a", "0").statusCode()).isEqualTo(404);
    }

    @Test
    void metricsAreMeasuredOnTheAdminPort() {
        gateway.get("/shop/x");

        await().untilAsserted(() -> assertThat(gateway.send(gateway.asViewer("/actuator/prometheus")).body()).contains(
                "polis_gateway_requests_seconds_count{outcome=\"5xx\",service=\"shop\"}",
                "polis_gateway_ejections_total{service=\"shop\"}"));
    }

    @Test
    void withoutASessionThePageSaysHowToGetOne() {
        for (String path : new String[] {"/", "/services/cart", "/index.html"}) {
            HttpResponse<String> page = gateway
                    .send(HttpRequest.newBuilder(gateway.admin(path)).header("Accept", "text/html"));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("./polis login");
        }
        assertThat(page("/", "A".repeat(43)).body()).contains("./polis login");
        assertThat(page("/", "no.such.session").body()).contains("./polis login");
    }

    @Test
    void cookieAloneChangesNothing() {
        HttpRequest.Builder change = HttpRequest.newBuilder(gateway.admin("/api/v1/upstreams/shop/instances/a"))
                .header("Cookie", "polis_session=" + deployer).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"weight\":100}"));

        HttpResponse<String> refused = gateway.send(change);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("X-Polis-Console");
        assertThat(gateway.send(change.header("X-Polis-Console", "1")).statusCode()).isEqualTo(200);
    }

    @Test
    void bffAsksThePeerWithTheCallersToken() {
        HttpResponse<String> answer = page("/bff/registry/api/v1/echo?q=a%20b", viewer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(registry.granted().stream().map(token -> "Bearer " + token))
                .contains(Gateway.json(answer).path("authorization").asString());
        assertThat(Gateway.json(answer).path("query").asString()).isEqualTo("q=a%20b");
        assertThat(page("/bff/registry/api/v1/nothing", viewer).statusCode()).isEqualTo(404);
        assertThat(page("/bff/nobody/api/v1/x", viewer).statusCode()).isEqualTo(404);
        assertThat(page("/bff/map/api/v1/map", viewer).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({"/bff/registry/api/v1/echo, /api/v1/echo", "/bff/%72egistry/api/v1/echo, /api/v1/echo",
        "/bff/%72%65%67istry/api/v1/%65cho, /api/v1/%65cho", "/%62ff/registry/api/v1/echo, /api/v1/echo"})
    void bffCutsThePathWhereItsSegmentsAreHoweverTheyAreWritten(String asked, String seen) throws IOException {
        String answer = RawHttp.send(gateway.adminPort(), "GET " + asked + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Cookie: polis_session=" + viewer + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"path\":\"" + seen + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bff/registry%2fapi/v1/echo", "/bff/registry/api/v1/..%2f..%2foauth2/token",
        "/bff/registry/api/v1/../../oauth2/jwks", "/bff/registry/api/v1/%2e%2e/%2E%2E/oauth2/jwks",
        "/bff/registry/api/v1/.%2e/echo", "/bff/registry/api/v1/./echo", "/bff/registry;x=1/api/v1/echo",
        "/bff/registry/api/v1/echo%3bx", "/bff/registry/api/v1\\echo", "/bff/registry/api/v1/..\\echo",
        "/bff/registry/api/v1/%5cecho", "/bff/map/../registry/api/v1/echo", "/bff/registry/api/v1//echo",
        "/bff/registry/api/v1/%252e%252e/echo", "/bff/registry/api/v1/echo%00"})
    void bffRefusesAPathThatIsReadInMoreThanOneWay(String path) throws IOException {
        String answer = RawHttp.send(gateway.adminPort(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Cookie: polis_session=" + viewer + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "more than one way");
    }

    @Test
    void bffChangesOnlyForTheConsoleAndADeployer() {
        assertThat(bffPost(deployer, "0").statusCode()).isEqualTo(403);
        assertThat(bffPost(viewer, "1").statusCode()).isEqualTo(403);
        HttpResponse<String> done = bffPost(deployer, "1");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(Gateway.json(done).path("method").asString()).isEqualTo("POST");
        assertThat(Gateway.json(done).path("body").asString()).isEqualTo("hello");
    }

    @Test
    void whoMayLookMayAskWhatIf() {
        String path = "/bff/map/api/v1/what-if";
        assertThat(bffPost(path, viewer, "0").statusCode()).isEqualTo(403);
        // Past the door: only the map itself is away here.
        assertThat(bffPost(path, viewer, "1").statusCode()).isEqualTo(503);
    }

    @Test
    void browsersAreToldToTrustNothingElse() {
        for (String path : new String[] {"/", "/api/v1/routes", "/login"}) {
            var headers = gateway.send(HttpRequest.newBuilder(gateway.admin(path))).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("frame-ancestors 'none'",
                    "default-src 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void servicesDoWhatTheirScopesCoverAndNothingElse() {
        new ScopedOperations(gateway.adminPort(), Scope.claims(),
                scope -> Tokens.ofService("somebody", scope, "polis-gateway"))
                .scoped("PUT /api/v1/upstreams/{service}/instances/{id}", Scope.OVERLAYS_WRITE.claim()).verify();
    }

    @Test
    void openApiIsWhatRuns() {
        new CommittedOpenApi(gateway.adminPort()).bearer(Tokens.VIEWER).verify();
    }

    private static HttpResponse<String> page(String path, String token) {
        return gateway.send(HttpRequest.newBuilder(gateway.admin(path)).header("Accept", "text/html, application/json")
                .header("Cookie", "polis_session=" + token));
    }

    private static HttpResponse<String> bffPost(String token, String header) {
        return bffPost("/bff/registry/api/v1/echo", token, header);
    }

    private static HttpResponse<String> bffPost(String path, String token, String header) {
        return gateway.send(HttpRequest.newBuilder(gateway.admin(path)).header("Cookie", "polis_session=" + token)
                .header("X-Polis-Console", header).POST(BodyPublishers.ofString("hello")));
    }
}
