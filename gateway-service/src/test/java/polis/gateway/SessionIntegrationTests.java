package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.postgres.test.TestDatabase;
import tools.jackson.databind.JsonNode;

/** Who is logged in to the console, how that is kept, and how it ends. */
class SessionIntegrationTests {

    private static TestDatabase database;
    private static StubRegistry registry;
    private static StubVersionset versionset;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        database = TestDatabase.create("gateway");
        registry = new StubRegistry();
        versionset = new StubVersionset();
        gateway = Gateway.start(database, registry, versionset, "--polis.gateway.session.per-person=3",
                "--polis.gateway.login.failures-per-minute=5", "--polis.gateway.trusted-proxies=127.0.0.0/8");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        registry.close();
        versionset.close();
        database.close();
    }

    @Test
    void aLoginCodeBecomesASessionOnceWhoseCookieIsNoToken() {
        String path = "/login?code=good:ada:viewer:once";
        HttpResponse<String> login = gateway.send(HttpRequest.newBuilder(gateway.admin(path)));

        assertThat(login.statusCode()).isEqualTo(303);
        assertThat(login.headers().firstValue("Location")).contains("/");
        assertThat(login.headers().firstValue("Cache-Control")).contains("no-store");
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).matches("polis_session=[A-Za-z0-9_-]{43};.*").containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict", "Path=/");
        assertThat(Integer.parseInt(cookie.replaceAll(".*Max-Age=(\\d+).*", "$1"))).isBetween(3500, 3600);
        String session = cookie.substring("polis_session=".length(), cookie.indexOf(';'));
        assertThat(page("/", session)).doesNotContain("./polis login");
        assertThat(gateway.send(gateway.asBrowser("/api/v1/routes", session)).statusCode()).isEqualTo(200);
        assertThat(gateway.send(HttpRequest.newBuilder(gateway.admin(path))).statusCode()).isEqualTo(401);
        assertThat(gateway.send(HttpRequest.newBuilder(gateway.admin("/login"))).body()).contains("./polis login");
    }

    @Test
    void aTokenIsNoCookieAndACookieIsNoToken() {
        assertThat(gateway.send(gateway.asBrowser("/api/v1/routes", Tokens.VIEWER)).statusCode()).isEqualTo(401);
        assertThat(page("/", Tokens.VIEWER)).contains("./polis login");
        String session = gateway.login("ben", "viewer");
        assertThat(gateway.send(
                HttpRequest.newBuilder(gateway.admin("/api/v1/routes")).header("Authorization", "Bearer " + session))
                .statusCode()).isEqualTo(401);
    }

    @Test
    void whoReadsTheTableCanNeitherLogInNorCallAnybody() {
        String session = gateway.login("cleo", "admin");
        String token = registry.granted().getLast();
        String table = String
                .join("\n", JdbcClient.create(database.dataSource())
                        .sql("select to_jsonb(s)::text from console_session s").query(String.class).list())
                .toLowerCase();

        assertThat(table).contains("cleo");
        for (String secret : List.of(session, token, token.substring(token.lastIndexOf('.') + 1))) {
            byte[] bytes = secret.getBytes();
            assertThat(table).doesNotContain(secret.toLowerCase(), HexFormat.of().formatHex(bytes),
                    Base64.getEncoder().withoutPadding().encodeToString(bytes).toLowerCase());
        }
    }

    @Test
    void loggingOutEndsTheSessionAndItsTokenForGood() {
        String session = gateway.login("eve", "viewer");
        String token = registry.granted().getLast();
        HttpRequest.Builder logout = gateway.asBrowser("/logout", session).POST(BodyPublishers.noBody());
        HttpResponse<String> byGet = gateway.send(gateway.asBrowser("/logout", session));
        assertThat(byGet.statusCode()).isEqualTo(405);
        assertThat(byGet.headers().firstValue("Allow")).contains("POST");
        assertThat(gateway.send(logout).statusCode()).isEqualTo(403);
        assertThat(gateway.send(gateway.asBrowser("/api/v1/routes", session)).statusCode()).isEqualTo(200);

        HttpResponse<String> done = gateway.send(logout.header("X-Polis-Console", "1"));

        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(done.headers().firstValue("Set-Cookie").orElse("")).startsWith("polis_session=;")
                .contains("Max-Age=0");
        HttpResponse<String> after = gateway.send(gateway.asBrowser("/api/v1/routes", session));
        assertThat(after.statusCode()).isEqualTo(401);
        assertThat(after.body()).contains("session has ended");
        assertThat(page("/", session)).contains("./polis login");
        assertThat(registry.revocations()).contains(id(token) + " Bearer " + token);
        assertThat(gateway.send(
                gateway.asBrowser("/logout", session).header("X-Polis-Console", "1").POST(BodyPublishers.noBody()))
                .statusCode()).isEqualTo(204);
    }

    @Test
    void everybodySeesAndEndsOnesOwnSessionsAndAnAdminAllOfThem() {
        String own = gateway.login("finn", "viewer", "User-Agent", "Firefox/1 (X11)");
        String ownToken = registry.granted().getLast();
        String second = gateway.login("finn", "viewer");
        String others = gateway.login("gita", "viewer");
        String admin = gateway.login("hugo", "admin");
        String adminToken = registry.granted().getLast();

        JsonNode mine = json(gateway.asBrowser("/api/v1/sessions", own)).path("items");
        assertThat(mine.valueStream().map(item -> item.path("subject").asString())).containsExactly("finn", "finn");
        assertThat(mine.valueStream().map(item -> item.path("current").asBoolean())).containsExactly(false, true);
        assertThat(mine.get(1).path("userAgent").asString()).startsWith("Firefox/1");
        assertThat(mine.get(1).path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(mine.get(1).path("role").asString()).isEqualTo("viewer");
        assertThat(mine.toString()).doesNotContain(own, second, ownToken);
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(gateway.asBrowser("/api/v1/sessions?limit=2" + cursor, admin));
            page.path("items").forEach(item -> all.add(item.path("subject").asString() + item.path("id").asString()));
            cursor = page.path("nextCursor").isString() ? "&cursor=" + page.path("nextCursor").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(all).doesNotHaveDuplicates().anyMatch(item -> item.startsWith("finn"))
                .anyMatch(item -> item.startsWith("gita")).anyMatch(item -> item.startsWith("hugo"));

        String othersId = idOf("gita", admin);
        assertThat(end(othersId, own).statusCode()).isEqualTo(404);
        assertThat(status("/api/v1/routes", others)).isEqualTo(200);
        assertThat(end(mine.get(0).path("id").asString(), own).statusCode()).isEqualTo(204);
        assertThat(status("/api/v1/routes", second)).isEqualTo(401);
        assertThat(status("/api/v1/routes", own)).isEqualTo(200);
        assertThat(end(othersId, admin).statusCode()).isEqualTo(204);
        assertThat(status("/api/v1/routes", others)).isEqualTo(401);
        assertThat(registry.revocations()).anyMatch(asked -> asked.endsWith("Bearer " + adminToken));
        assertThat(end(othersId, admin).statusCode()).isEqualTo(404);
        assertThat(end("nonsense", admin).statusCode()).isEqualTo(404);
        assertThat(status("/api/v1/sessions?cursor=nonsense", admin)).isEqualTo(400);
        assertThat(status("/api/v1/sessions?limit=0", admin)).isEqualTo(400);
    }

    @Test
    void theNextSessionOfAPersonEndsTheOldest() {
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sessions.add(gateway.login("ida", "viewer"));
        }
        String oldest = id(registry.granted().get(registry.granted().size() - 4));

        assertThat(status("/api/v1/routes", sessions.getFirst())).isEqualTo(401);
        assertThat(sessions.subList(1, 4)).allMatch(session -> status("/api/v1/routes", session) == 200);
        assertThat(json(gateway.asBrowser("/api/v1/sessions", sessions.getLast())).path("items").size()).isEqualTo(3);
        assertThat(registry.revocations()).anyMatch(asked -> asked.startsWith(oldest + " "));
    }

    @Test
    void howeverManyCodesAreWrongARightOneIsTaken() {
        for (int i = 0; i < 62; i++) {
            int expected = i < 5 ? 401 : 429;
            HttpResponse<String> wrong = wrong("203.0.113.7");
            assertThat(wrong.statusCode()).isEqualTo(expected);
            assertThat(wrong.headers().firstValue("Retry-After").isPresent()).isEqualTo(expected == 429);
        }
        assertThat(gateway.login("jo", "viewer", "X-Forwarded-For", "203.0.113.7")).hasSize(43);
        assertThat(wrong("203.0.113.8").statusCode()).isEqualTo(401);
        assertThat(wrong("2001:db8:7::1").statusCode()).isEqualTo(401);
        // Whatever a stranger writes before its own address is not believed.
        assertThat(wrong("198.51.100.1, 203.0.113.7").statusCode()).isEqualTo(429);
    }

    @Test
    void whileTheRegistryIsAwaySessionsGoOnAndThoseThatEndAreRevokedLater() {
        String session = gateway.login("kim", "viewer");
        String token = registry.granted().getLast();
        registry.goAway();
        try {
            assertThat(status("/api/v1/routes", session)).isEqualTo(200);
            assertThat(gateway.send(
                    gateway.asBrowser("/logout", session).header("X-Polis-Console", "1").POST(BodyPublishers.noBody()))
                    .statusCode()).isEqualTo(204);
            assertThat(status("/api/v1/routes", session)).isEqualTo(401);
        } finally {
            registry.comeBack();
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> registry.revocations().contains(id(token) + " Bearer " + token));
    }

    private static HttpResponse<String> wrong(String from) {
        return gateway.send(HttpRequest.newBuilder(gateway.admin("/login?code=wrong")).header("X-Forwarded-For", from));
    }

    private static String page(String path, String session) {
        return gateway.send(gateway.asBrowser(path, session)).body();
    }

    private static int status(String path, String session) {
        return gateway.send(gateway.asBrowser(path, session)).statusCode();
    }

    private static JsonNode json(HttpRequest.Builder request) {
        return Gateway.json(gateway.send(request));
    }

    private static HttpResponse<String> end(String id, String session) {
        return gateway
                .send(gateway.asBrowser("/api/v1/sessions/" + id, session).header("X-Polis-Console", "1").DELETE());
    }

    private static String idOf(String subject, String admin) {
        return json(gateway.asBrowser("/api/v1/sessions?limit=1000", admin)).path("items").valueStream()
                .filter(item -> item.path("subject").asString().equals(subject)).findFirst().orElseThrow().path("id")
                .asString();
    }

    private static String id(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
