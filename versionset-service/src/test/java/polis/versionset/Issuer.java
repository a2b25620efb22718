package polis.versionset;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Issues tokens as the registry does. */
final class Issuer {

    private final ECKey key;
    private final HttpServer server;

    Issuer() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/oauth2/jwks", exchange -> answer(exchange, new JWKSet(key).toString(true)));
        server.createContext("/oauth2/token",
                exchange -> answer(exchange, "{\"access_token\":\""
                        + serviceToken("versionset", "description:write read", "polis-registry", "polis-scheduler")
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":600}"));
        server.start();
    }

    String uri(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** A person's. */
    String token(String subject, String role) {
        return signed(new JWTClaimsSet.Builder().subject(subject).audience("polis").claim("roles", List.of(role)));
    }

    /** A service's. */
    String serviceToken(String subject, String scope, String... audience) {
        return signed(new JWTClaimsSet.Builder().subject(subject).audience(List.of(audience)).claim("scope", scope));
    }

    private String signed(JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                    claims.issuer("polis").expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1)))).build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String json) {
        try (exchange) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
