package polis.cli.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import polis.cli.terminal.Failure;
import tools.jackson.databind.JsonNode;

/** The bearer token of this command: given, or fetched with the client's secret and renewed before it ends. */
public final class Tokens {

    private static final String CLIENT = "cli";

    private final String secret;
    private String token;
    private Instant renewAt;

    private Tokens(String token, String secret, Instant renewAt) {
        this.token = token;
        this.secret = secret;
        this.renewAt = renewAt;
    }

    public static Tokens given(String token) {
        return new Tokens(token, "", Instant.MAX);
    }

    /** OAuth2 client credentials of the client {@code cli}. */
    public static Tokens ofClient(String secret) {
        return new Tokens("", secret, Instant.MIN);
    }

    synchronized String value(HttpClient http, URI registry) {
        if (Instant.now().isAfter(renewAt)) {
            fetch(http, registry);
        }
        return token;
    }

    private void fetch(HttpClient http, URI registry) {
        String basic = Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(registry.resolve("/oauth2/token")).timeout(Duration.ofSeconds(10))
                .header("Authorization", "Basic " + basic).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")).build();
        Reply reply;
        try {
            reply = Api.send(http, request);
        } catch (Unreachable e) {
            if (!token.isEmpty()) {
                return; // still good for half of its life while the registry is away
            }
            throw e;
        }
        if (!reply.ok()) {
            throw new Failure("The registry does not accept this client's secret (" + reply.status()
                    + "). Set POLIS_TOKEN or POLIS_CLIENT_SECRET, or run this command on the machine and in the checkout of ./polis up.");
        }
        JsonNode body = reply.body();
        token = Json.text(body, "access_token");
        renewAt = Instant.now().plusSeconds(body.path("expires_in").asLong(60) / 2);
    }
}
