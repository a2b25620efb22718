package polis.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An issuer over HTTP that can be stopped, started again on the same port, and given a new key. */
final class TestIssuer implements AutoCloseable {

    final AtomicInteger keyReads = new AtomicInteger();
    final AtomicInteger tokensIssued = new AtomicInteger();
    final AtomicInteger unchanged = new AtomicInteger();
    volatile List<String> revoked = List.of();
    volatile String revokedSubjects = "{}";
    private @Nullable HttpServer server;
    private int port;
    private ECKey key = newKey();

    TestIssuer() {
        start();
    }

    void start() {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 0);
            this.port = fresh.getAddress().getPort();
            fresh.createContext("/oauth2/jwks", exchange -> {
                this.keyReads.incrementAndGet();
                answer(exchange, 200, new JWKSet(this.key).toString(true));
            });
            fresh.createContext("/oauth2/token", exchange -> {
                boolean known = "Basic c2NoZWR1bGVyOnNlY3JldA=="
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"));
                this.tokensIssued.incrementAndGet();
                answer(exchange, known ? 200 : 401, "{\"access_token\":\"" + token("scheduler", List.of("deployer"))
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":600}");
            });
            fresh.createContext("/oauth2/revocations", exchange -> {
                String etag = "\"" + String.join("-", this.revoked) + this.revokedSubjects.hashCode() + "\"";
                exchange.getResponseHeaders().add("ETag", etag);
                if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                    this.unchanged.incrementAndGet();
                    exchange.sendResponseHeaders(304, -1);
                    exchange.close();
                } else {
                    answer(exchange, 200, this.revoked.stream().collect(Collectors.joining("\",\"", "{\"revoked\":[\"",
                            "\"],\"subjects\":" + this.revokedSubjects + "}")));
                }
            });
            fresh.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200,
                    "{\"issuer\":\"" + uri("") + "\",\"jwks_uri\":\"" + uri("/oauth2/jwks") + "\"}"));
            fresh.start();
            this.server = fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        if (this.server != null) {
            this.server.stop(0);
            this.server = null;
        }
    }

    void rotate() {
        this.key = newKey();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + this.port + path);
    }

    String token(String subject, List<String> roles) {
        return token(new JWTClaimsSet.Builder().issuer("polis").subject(subject).jwtID(UUID.randomUUID().toString())
                .claim("roles", roles).expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1)))).build());
    }

    /** As services have them: without a role. */
    String serviceToken(String subject, String scope, String... audience) {
        return token(new JWTClaimsSet.Builder().issuer("polis").subject(subject).jwtID(UUID.randomUUID().toString())
                .claim("scope", scope).audience(List.of(audience))
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1)))).build());
    }

    String token(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(this.key.getKeyID()).build(), claims);
            token.sign(new ECDSASigner(this.key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
