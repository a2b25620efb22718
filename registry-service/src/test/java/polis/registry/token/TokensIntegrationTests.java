package polis.registry.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.clock.test.SettableClock;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.RegistryScenario;

class TokensIntegrationTests extends RegistryScenario {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void anyoneCanProveATokenWithThePublishedKeys() throws Exception {
        Answer published = anonymous.get("/oauth2/jwks").is(200);
        assertThat(published.response().body()).doesNotContain("\"d\"");
        var key = JWKSet.parse(published.response().body()).getKeys().getFirst().toECKey();
        var token = SignedJWT.parse(anonymous.clientToken("scheduler", "scheduler-secret"));
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(token.getHeader().getKeyID()).isEqualTo(key.getKeyID());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("scheduler");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("polis");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).isNull();
        assertThat(token.getJWTClaimsSet().getStringClaim("scope"))
                .isEqualTo("lifecycle:write activation:write overlays:write credentials:issue read");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("polis-registry", "polis-versionset",
                "polis-gateway", "polis-map");
    }

    @Test
    void peoplesTokensAreForEveryServiceAndHaveARole() throws Exception {
        var person = SignedJWT
                .parse(admin.post("/api/v1/tokens", "{\"subject\":\"ann\",\"role\":\"viewer\"}").is(201).text("token"))
                .getJWTClaimsSet();
        assertThat(person.getAudience()).containsExactly("polis");
        assertThat(person.getStringListClaim("roles")).containsExactly("viewer");
        assertThat(person.getStringClaim("scope")).isNull();
    }

    @Test
    void theRegistryIsNobodysClientAndAPipelineIsADeployer() {
        assertThat(
                anonymous.basic("registry", "registry-secret").with("Content-Type", "application/x-www-form-urlencoded")
                        .post("/oauth2/token", "grant_type=client_credentials").is(400).text("error"))
                .isEqualTo("unauthorized_client");
        Api pipeline = anonymous.bearer(anonymous.clientToken("pipe-line", "pipeline-secret"));
        pipeline.put("/api/v1/services/" + name("made"), "{}").is(201);
        pipeline.get("/api/v1/tokens").isProblem(403, "forbidden");
    }

    @Test
    void aClientsIdMayHoldSignsThatEnvironmentVariablesCannot() {
        assertThat(new Api(port).bearer(anonymous.clientToken("dependency-map", "map-secret")).get("/api/v1/services")
                .is(200)).isNotNull();
    }

    @Test
    void aClientMustProveItselfAndAskForWhatThereIs() {
        var form = anonymous.with("Content-Type", "application/x-www-form-urlencoded");
        Answer refused = form.basic("scheduler", "wrong").post("/oauth2/token", "grant_type=client_credentials")
                .is(401);
        assertThat(refused.text("error")).isEqualTo("invalid_client");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Basic");
        form.post("/oauth2/token", "grant_type=client_credentials").is(401);
        form.basic("nobody", "").post("/oauth2/token", "grant_type=client_credentials").is(401);
        form.with("Authorization", "Basic ###").post("/oauth2/token", "grant_type=client_credentials").is(401);
        assertThat(form.basic("scheduler", "scheduler-secret").post("/oauth2/token", "grant_type=password").is(400)
                .text("error")).isEqualTo("unsupported_grant_type");
    }

    @Test
    void aTokenIsIssuedListedAndRevoked() {
        Answer issued = admin.post("/api/v1/tokens", "{\"subject\":\"ci\",\"role\":\"deployer\",\"ttl\":\"PT1H\"}")
                .is(201);
        var ci = anonymous.bearer(issued.text("token"));
        ci.put("/api/v1/services/" + name("made"), "{}").is(201);
        assertThat(issued.text("expiresAt")).isNotEmpty();
        Answer listed = admin.get("/api/v1/tokens?limit=1000").is(200);
        assertThat(listed.response().body()).contains(issued.text("id")).doesNotContain(issued.text("token"));
        admin.delete("/api/v1/tokens/" + issued.text("id")).is(204);
        ci.get("/api/v1/services").isProblem(401, "unauthorized");
        admin.delete("/api/v1/tokens/" + issued.text("id")).is(204);
        admin.delete("/api/v1/tokens/nothing").isProblem(404, "not-found");
        assertThat(eventsOf(issued.text("id"))).anyMatch(event -> event.path("type").asString().equals("TokenRevoked"));
    }

    @Test
    void onlyAnAdminDealsWithTokens() {
        deployer.post("/api/v1/tokens", "{\"subject\":\"me\",\"role\":\"admin\"}").isProblem(403, "forbidden");
        deployer.get("/api/v1/tokens").isProblem(403, "forbidden");
        deployer.post("/api/v1/login-codes", "{}").isProblem(403, "forbidden");
        anonymous.get("/api/v1/tokens").isProblem(401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"subject\":\"x\",\"role\":\"king\"}", "{\"subject\":\" \",\"role\":\"viewer\"}",
        "{\"subject\":\"x\",\"role\":\"viewer\",\"ttl\":\"PT0S\"}",
        "{\"subject\":\"x\",\"role\":\"viewer\",\"ttl\":\"-PT1H\"}",
        "{\"subject\":\"x\",\"role\":\"viewer\",\"ttl\":\"P10000D\"}",
        "{\"subject\":\"x\",\"role\":\"viewer\",\"ttl\":\"long\"}"})
    void rubbishIsRefusedWithAProblem(String body) {
        admin.post("/api/v1/tokens", body).isProblem(400, "invalid-request");
    }

    @Test
    void aLoginCodeWorksOnceHoweverManyTry() throws Exception {
        String code = admin.post("/api/v1/login-codes", "{\"ttl\":\"PT10M\"}").is(201).text("code");
        List<Answer> answers = new ArrayList<>();
        try (var browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> attempt = () -> anonymous.post("/api/v1/login-codes/exchange",
                    "{\"code\":\"" + code + "\"}");
            for (var answer : browsers.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
                answers.add(answer.get());
            }
        }
        var won = answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(won).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 200)
                .forEach(answer -> answer.isProblem(400, "invalid-login-code"));
        Answer session = won.getFirst();
        assertThat(session.text("role")).isEqualTo("admin");
        assertThat(session.json().path("expires_in").asLong()).isPositive();
        anonymous.bearer(session.text("access_token")).get("/api/v1/tokens").is(200);
    }

    @Test
    void whoLogsInIsThePersonWhomTheCodeNames() {
        Answer code = admin.post("/api/v1/login-codes", "{\"subject\":\"ada\",\"role\":\"deployer\"}").is(201);
        assertThat(code.text("subject")).isEqualTo("ada");
        Answer session = exchange(code);
        assertThat(session.text("subject")).isEqualTo("ada");
        String service = name("named");
        anonymous.bearer(session.text("access_token")).put("/api/v1/services/" + service, "{}").is(201);
        assertThat(admin.get("/api/v1/tokens?limit=1000").response().body()).contains("\"ada\"");
    }

    @Test
    void withoutANameItIsWhoAskedForTheCodeAndNeverAClientOfTheCity() {
        Api eve = anonymous
                .bearer(admin.post("/api/v1/tokens", "{\"subject\":\"eve\",\"role\":\"admin\"}").is(201).text("token"));
        assertThat(exchange(eve.post("/api/v1/login-codes", "{}").is(201)).text("subject")).isEqualTo("eve");
        assertThat(exchange(admin.post("/api/v1/login-codes", "{}").is(201)).text("subject")).isEqualTo("operator");
        admin.post("/api/v1/login-codes", "{\"subject\":\"scheduler\"}").isProblem(400, "invalid-request");
        admin.post("/api/v1/login-codes", "{\"subject\":\"cli\"}").isProblem(400, "invalid-request");
        admin.post("/api/v1/login-codes", "{\"subject\":\" \"}").isProblem(400, "invalid-request");
    }

    @Test
    void everybodyRevokesOnesOwnTokenAndNobodyElsesButAnAdmin() {
        Answer mine = exchange(admin.post("/api/v1/login-codes", "{\"subject\":\"mia\",\"role\":\"viewer\"}").is(201));
        Answer others = admin.post("/api/v1/tokens", "{\"subject\":\"noa\",\"role\":\"viewer\"}").is(201);
        var mia = anonymous.bearer(mine.text("access_token"));
        mia.delete("/api/v1/tokens/" + others.text("id")).isProblem(404, "not-found");
        anonymous.bearer(others.text("token")).get("/api/v1/services").is(200);
        mia.delete("/api/v1/tokens/" + id(mine.text("access_token"))).is(204);
        mia.get("/api/v1/services").isProblem(401, "unauthorized");
        admin.delete("/api/v1/tokens/" + others.text("id")).is(204);
    }

    private Answer exchange(Answer code) {
        return anonymous.post("/api/v1/login-codes/exchange", "{\"code\":\"" + code.text("code") + "\"}").is(200);
    }

    private static String id(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void anExpiredCodeLogsNobodyIn() {
        var clock = new SettableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        var codes = new LoginCodes(jdbc, clock);
        var grant = new LoginCodes.Grant("ada", TokenRole.VIEWER);
        var inTime = codes.create(grant, Duration.ofMinutes(10), "test");
        var late = codes.create(grant, Duration.ofMinutes(10), "test");
        clock.advance(Duration.ofMinutes(10));
        assertThat(codes.use(inTime.code())).contains(grant);
        clock.advance(Duration.ofSeconds(1));
        assertThat(codes.use(late.code())).isEmpty();
    }

    @Test
    void aCodeThatNeverWasIsRefused() {
        anonymous.post("/api/v1/login-codes/exchange", "{}").isProblem(400, "invalid-request");
        anonymous.post("/api/v1/login-codes/exchange", "{\"code\":\"nothing\"}").isProblem(400, "invalid-login-code");
    }
}
