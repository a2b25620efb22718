package polis.registry.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.RegistryScenario;

/** What each service may do here, and that it may do nothing else. */
class ScopesIntegrationTests extends RegistryScenario {

    private static final Map<String, Set<String>> ALLOWED = Map.of("gateway", Set.of(), "dependencymap", Set.of(),
            "versionset", Set.of("PUT /api/v1/services/x"), "scheduler",
            Set.of("PUT /api/v1/services/x/instances/x", "POST /api/v1/services/x/instances/x/transitions",
                    "POST /api/v1/services/x/transitions", "POST /api/v1/services/x/credentials",
                    "DELETE /api/v1/services/x/credentials/x"));

    private static final Set<String> OPEN = Set.of("POST /api/v1/login-codes/exchange");

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "dependencymap", "versionset", "scheduler"})
    void aServiceChangesWhatItsScopesCoverAndNothingElse(String client) {
        Api service = service(client);
        int asked = 0;
        for (var mapping : requestMappingHandlerMapping.getHandlerMethods().keySet()) {
            for (String pattern : mapping.getPatternValues()) {
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    String path = pattern.replaceAll("\\{[^/]*}", "x");
                    String request = method + " " + path;
                    if (!path.startsWith("/api/v1/") || method.name().equals("GET") || OPEN.contains(request)) {
                        continue;
                    }
                    asked++;
                    Answer answer = service.send(method.name(), path, "not json");
                    if (ALLOWED.get(client).contains(request)) {
                        assertThat(answer.status()).as(request).isNotIn(401, 403);
                    } else {
                        answer.isProblem(403, "forbidden");
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(12);
        service.get("/api/v1/services").is(200);
        service.get("/api/v1/instances").is(200);
        service.get("/api/v1/events?after=0").is(200);
        service.get("/api/v1/tokens").isProblem(403, "forbidden");
        service.get("/actuator/metrics").isProblem(403, "forbidden");
    }

    @Test
    void aRefusalNamesTheScopeThatIsMissing() {
        Answer refused = service("gateway").put("/api/v1/services/" + name("x"), "{}").isProblem(403, "forbidden");
        assertThat(refused.text("detail")).contains("the scope description:write").contains("role deployer");
        assertThat(refused.header("WWW-Authenticate")).contains("scope=\"description:write\"");
        assertThat(service("gateway").get("/api/v1/tokens").isProblem(403, "forbidden").text("detail"))
                .contains("no scope covers it");
    }

    @Test
    void theSchedulerIsTheSchedulerAndTheDescriptionsAreVersionsets() {
        String service = name("owned");
        service("versionset").put("/api/v1/services/" + service, "{\"title\":\"Owned\"}").is(201);
        announce(service, "one").is(201);
        move(service, "one", "READY").is(200);
        assertThat(viewer.get("/api/v1/services/" + service + "/instances/one/transitions").is(200).response().body())
                .contains("\"actor\":\"scheduler\"");
    }

    @Test
    void aTokenForAnotherServiceIsRefusedThereWithItsAudience() {
        try (var map = new Peer(port)) {
            assertThat(map.status(anonymous.clientToken("scheduler", "scheduler-secret"))).isEqualTo(200);
            assertThat(map.status(anonymous.clientToken("gateway", "gateway-secret"))).isEqualTo(401);
            assertThat(map.status(anonymous.clientToken("cli", "cli-secret"))).isEqualTo(200);
        }
    }

    @Test
    void allTokensOfAClientAreTakenBackAtOnceAndTheNextOneCounts() throws Exception {
        String before = anonymous.clientToken("scheduler", "scheduler-secret");
        String other = anonymous.clientToken("gateway", "gateway-secret");
        try (var map = new Peer(port)) {
            assertThat(map.status(before)).isEqualTo(200);
            deployer.post("/api/v1/token-revocations", "{\"subject\":\"scheduler\"}").isProblem(403, "forbidden");
            Answer made = admin.post("/api/v1/token-revocations", "{\"subject\":\"scheduler\"}").is(201);
            assertThat(made.text("subject")).isEqualTo("scheduler");

            anonymous.bearer(before).get("/api/v1/services").isProblem(401, "unauthorized");
            String next = anonymous.clientToken("scheduler", "scheduler-secret");
            anonymous.bearer(next).get("/api/v1/services").is(200);
            anonymous.bearer(other).get("/api/v1/services").is(200);
            await().atMost(Duration.ofSeconds(5)).until(() -> map.status(before) == 401);
            assertThat(map.status(next)).isEqualTo(200);
            assertThat(SignedJWT.parse(next).getJWTClaimsSet().getIssueTime().toInstant())
                    .isAfter(java.time.Instant.parse(made.text("before")));
        }
        assertThat(admin.get("/api/v1/token-revocations").is(200).response().body()).contains("\"scheduler\"");
        assertThat(anonymous.get("/oauth2/revocations").is(200).response().body()).doesNotContain("scheduler");
    }

    @Test
    void aPersonsTokensAreMarkedOnTheirRecordToo() {
        String subject = name("ann");
        Answer first = admin.post("/api/v1/tokens", "{\"subject\":\"%s\",\"role\":\"viewer\"}".formatted(subject))
                .is(201);
        admin.post("/api/v1/token-revocations", "{\"subject\":\"%s\"}".formatted(subject)).is(201);
        anonymous.bearer(first.text("token")).get("/api/v1/services").isProblem(401, "unauthorized");
        assertThat(anonymous.get("/oauth2/revocations").response().body()).contains(first.text("id"));
        Answer second = admin.post("/api/v1/tokens", "{\"subject\":\"%s\",\"role\":\"viewer\"}".formatted(subject))
                .is(201);
        anonymous.bearer(second.text("token")).get("/api/v1/services").is(200);
        assertThat(anonymous.get("/oauth2/revocations").response().body()).doesNotContain(second.text("id"));
    }

    private Api service(String client) {
        String secret = client.equals("dependencymap") ? "map-secret" : client + "-secret";
        return anonymous.bearer(anonymous.clientToken(client, secret));
    }
}
