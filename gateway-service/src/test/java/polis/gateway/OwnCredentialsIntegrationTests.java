package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import polis.postgres.test.TestDatabase;

/** What opens Polis itself stays at the gateway: the console's cookie and our issuer's tokens. */
class OwnCredentialsIntegrationTests {

    private static TestDatabase database;
    private static StubRegistry registry;
    private static StubVersionset versionset;
    private static TestInstance instance;
    private static Gateway gateway;
    private static String session;

    @BeforeAll
    static void start() {
        database = TestDatabase.create("gateway");
        registry = new StubRegistry();
        versionset = new StubVersionset();
        instance = new TestInstance("shop-1");
        versionset.services(1, """
                {"shop":{"routes":[{"path":"/shop/**","stripPrefix":1},
                 {"path":"/trusted/**","stripPrefix":1,"passAuthorization":true}]}}""");
        registry.add("shop", instance.id, instance.port(), "RUN");
        gateway = Gateway.start(database, registry, versionset);
        await().until(() -> gateway.get("/shop/up").statusCode() == 200);
        session = gateway.login("ada", "admin");
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
    void theConsolesCookieStaysAndTheOthersPassOctetForOctet() throws IOException {
        assertThat(seen("Cookie: a=1; polis_session=" + session + "; b=\"2\u00ff\""))
                .containsExactly("cookie: a=1; b=\"2\u00ff\"");
        assertThat(seen("Cookie: polis_session=" + session)).isEmpty();
        assertThat(seen("Cookie: a=1", "Cookie: polis_session=" + session, "cookie: b=2;polis_session=x;c=3"))
                .containsExactly("cookie: a=1", "cookie: b=2;c=3");
        assertThat(seen("Cookie: a=1;  b=; polis_sessions=2")).containsExactly("cookie: a=1;  b=; polis_sessions=2");
        assertThat(seenAt("/trusted/", "Cookie: polis_session=" + session)).isEmpty();
    }

    @Test
    void ourIssuersTokensStayUnlessTheRouteSaysOtherwise() throws IOException {
        String ours = "authorization: Bearer " + Tokens.VIEWER;
        assertThat(seen(ours)).isEmpty();
        assertThat(seen("authorization: bearer  " + Tokens.VIEWER)).isEmpty();
        assertThat(seenAt("/trusted/", ours)).containsExactly(ours);
    }

    @Test
    void whatIsNotOursPasses() throws IOException {
        for (String value : List.of("Bearer " + Tokens.foreign(), "Basic cG9saXM6cG9saXM=", "Bearer opaque",
                "Bearer a.b.c", "Bearer " + session)) {
            assertThat(seen("authorization: " + value)).containsExactly("authorization: " + value);
        }
    }

    @Test
    void noServiceSetsASessionInABrowser() throws IOException {
        String answer = RawHttp.send(gateway.trafficPort(),
                "GET /shop/plants HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("JSESSIONID=1; Path=/", "other=2")
                .doesNotContain("polis_session");
    }

    @Test
    void theHandshakeOfAWebSocketGivesNothingAwayEither() throws IOException {
        String answer = RawHttp.handshake(gateway.trafficPort(), "/shop/socket-headers",
                "Cookie: a=1; polis_session=" + session, "Authorization: Bearer " + Tokens.VIEWER);
        assertThat(answer).contains("cookie: a=1").doesNotContain("polis_session", "authorization");
        String trusted = RawHttp.handshake(gateway.trafficPort(), "/trusted/socket-headers",
                "Authorization: Bearer " + Tokens.VIEWER);
        assertThat(trusted).contains("authorization: Bearer " + Tokens.VIEWER);
    }

    private static List<String> seen(String... headers) throws IOException {
        return seenAt("/shop/", headers);
    }

    /** The lines of Cookie and Authorization as the instance got them. */
    private static List<String> seenAt(String route, String... headers) throws IOException {
        String answer = RawHttp.send(gateway.trafficPort(), "GET " + route + "headers HTTP/1.1\r\nHost: localhost\r\n"
                + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200");
        // The instance tells them as UTF-8.
        return new String(answer.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).lines()
                .filter(line -> line.startsWith("cookie:") || line.startsWith("authorization:")).toList();
    }
}
