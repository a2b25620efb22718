package polis.dependencymap;

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
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A small registry on a port of its own: keys, tokens and a list of services. */
public final class StandInRegistry implements AutoCloseable {

    private final HttpServer server;
    private final ECKey key;
    private volatile String services = "{\"items\":[],\"nextCursor\":null}";
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    public StandInRegistry() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("test").algorithm(JWSAlgorithm.ES256).generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/oauth2/jwks",
                exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/oauth2/revocations", exchange -> answer(exchange, 200,
                revoked.stream().map(id -> '"' + id + '"').collect(Collectors.joining(",", "{\"revoked\":[", "]}"))));
        server.createContext("/oauth2/token",
                exchange -> answer(exchange, 200,
                        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                                .formatted(signed(new JWTClaimsSet.Builder().subject("dependencymap")
                                        .audience("polis-registry").claim("scope", "read")))));
        server.createContext("/api/v1/services", exchange -> answer(exchange, away ? 503 : 200, services));
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String token(String role) {
        return token("test", role);
    }

    public String token(String subject, String role) {
        return signed(new JWTClaimsSet.Builder().subject(subject).audience("polis").claim("roles", List.of(role)));
    }

    /** A service's. */
    public String serviceToken(String subject, String scope, String... audience) {
        return signed(new JWTClaimsSet.Builder().subject(subject).audience(List.of(audience)).claim("scope", scope));
    }

    private String signed(JWTClaimsSet.Builder claims) {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("test").build(),
                claims.issuer("polis").jwtID(UUID.randomUUID().toString())
                        .expirationTime(Date.from(Instant.now().plusSeconds(3600))).build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    public void revoke(String token) {
        try {
            revoked.add(SignedJWT.parse(token).getJWTClaimsSet().getJWTID());
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The items of the list of services, as JSON. */
    public void services(String... items) {
        services = "{\"items\":[" + String.join(",", items) + "],\"nextCursor\":null}";
    }

    public void away(boolean isAway) {
        away = isAway;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
