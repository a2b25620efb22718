package polis.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import polis.gateway.admin.AdminServer;
import polis.postgres.test.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole gateway on free ports, with a client for each of them. */
final class Gateway implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where the peers are that no test plays. */
    private static final ReservedPort AWAY = ReservedPort.any();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    private final ConfigurableApplicationContext context;

    private Gateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Gateway start(TestDatabase database, StubRegistry registry, StubVersionset versionset, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--polis.gateway.admin.port=0",
                "--spring.datasource.url=" + database.jdbcUrl(), "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(), "--polis.peers.registry=" + registry.uri(),
                "--polis.peers.versionset=" + versionset.uri(), "--polis.peers.scheduler=" + AWAY.uri(),
                "--polis.peers.map=" + AWAY.uri(), "--polis.security.jwks-uri=" + registry.uri() + "/oauth2/jwks",
                "--polis.security.token-uri=" + registry.uri() + "/oauth2/token", "--polis.security.client.id=gateway",
                "--polis.security.client.secret=secret", "--polis.gateway.follow.interval=PT0.1S",
                "--polis.peers.read-timeout=PT1S", "--polis.gateway.follow.stale-after=PT1S",
                "--polis.gateway.slow-start=PT0S", "--logging.level.root=warn"));
        arguments.addAll(List.of(more));
        return new Gateway(
                new SpringApplicationBuilder(GatewayApplication.class).run(arguments.toArray(String[]::new)));
    }

    int trafficPort() {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port")));
    }

    int adminPort() {
        return context.getBean(AdminServer.class).port();
    }

    URI traffic(String path) {
        return URI.create("http://127.0.0.1:" + trafficPort() + path);
    }

    URI admin(String path) {
        return URI.create("http://127.0.0.1:" + adminPort() + path);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(traffic(path)));
    }

    HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(traffic(path)).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpClient http() {
        return http;
    }

    /** Logs somebody in and gives back what the browser would keep. */
    String login(String subject, String role, String... headers) {
        String code = "good:" + subject + ":" + role + ":" + UUID.randomUUID();
        HttpRequest.Builder request = HttpRequest.newBuilder(admin("/login?code=" + code));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 303) {
            throw new IllegalStateException("The login was answered " + answer.statusCode());
        }
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring("polis_session=".length(), cookie.indexOf(';'));
    }

    HttpRequest.Builder asBrowser(String adminPath, String session) {
        return HttpRequest.newBuilder(admin(adminPath)).header("Accept", "text/html, application/json").header("Cookie",
                "polis_session=" + session);
    }

    HttpRequest.Builder asViewer(String adminPath) {
        return HttpRequest.newBuilder(admin(adminPath)).header("Authorization", "Bearer " + Tokens.VIEWER);
    }

    JsonNode read(String adminPath) {
        return JSON.readTree(send(asViewer(adminPath)).body());
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    HttpResponse<String> weigh(String service, String id, String weight) {
        return send(HttpRequest.newBuilder(admin("/api/v1/upstreams/" + service + "/instances/" + id))
                .header("Authorization", "Bearer " + Tokens.DEPLOYER).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"weight\":" + weight + "}")));
    }

    JsonNode instance(String service, String id) {
        return read("/api/v1/upstreams/" + service + "/instances/" + id);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        http.shutdownNow();
        context.close();
    }
}
