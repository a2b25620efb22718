package polis.registry.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.security.Revocations;
import polis.security.Role;

/** Client credentials as RFC 6749 has them (section 4.4), errors included, and the keys as RFC 7517 has them. */
@RestController
@RequestMapping("/oauth2")
@Tag(name = "Authorization")
class AuthorizationController {

    /** The launcher's command line acts for the operator; a client that is no service of ours is a pipeline. */
    private static final String OPERATORS_CLIENT = "cli";

    private final TokenIssuer issuer;
    private final TokenSettings settings;
    private final SigningKeys keys;
    private final RevokedTokens revoked;
    private final Attempts attempts;

    AuthorizationController(TokenIssuer issuer, TokenSettings settings, SigningKeys keys, RevokedTokens revoked,
            Attempts attempts) {
        this.issuer = issuer;
        this.settings = settings;
        this.keys = keys;
        this.revoked = revoked;
        this.attempts = attempts;
    }

    record AccessToken(@JsonProperty("access_token") String accessToken, @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn, @Nullable String scope) {}

    record Refusal(String error, @JsonProperty("error_description") String description) {}

    private record Client(String id, String secret) {}

    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A token for a client that shows its secret with HTTP basic")
    ResponseEntity<Object> token(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestParam(name = "grant_type", required = false) @Nullable String grantType,
            @Parameter(hidden = true) HttpServletRequest request) {
        Client client = client(authorization);
        if (client == null) {
            return refusal(HttpStatus.UNAUTHORIZED, "invalid_client",
                    "Send the client's id and secret with HTTP basic.");
        }
        if (!proves(client)) {
            return wrong(attempts.failed(request));
        }
        if (!"client_credentials".equals(grantType)) {
            return refusal(HttpStatus.BAD_REQUEST, "unsupported_grant_type", "Only client_credentials is supported.");
        }
        String subject = TokenSettings.plain(client.id());
        ServiceClient service = ServiceClient.of(subject).orElse(null);
        if (service != null && service.audience().isEmpty()) {
            return refusal(HttpStatus.BAD_REQUEST, "unauthorized_client",
                    "This client calls no other service and gets no token.");
        }
        IssuedToken issued = service != null
                ? issuer.issue(service, settings.clientTtl())
                : issuer.issue(subject, role(subject), settings.clientTtl());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new AccessToken(issued.value(), "Bearer",
                settings.clientTtl().toSeconds(), service == null ? null : service.scope()));
    }

    private static Role role(String subject) {
        return subject.equals(OPERATORS_CLIENT) ? Role.ADMIN : Role.DEPLOYER;
    }

    @GetMapping("/jwks")
    @Operation(summary = "The public keys that prove tokens")
    Map<String, Object> keys() {
        return keys.published().toJSONObject();
    }

    /**
     * The ids of tokens that were revoked and have not ended.
     *
     * @param subjects by SHA-256 of a subject, in hex, the second of Unix time until which all of its tokens are
     *                 revoked
     */
    record RevocationList(List<String> revoked, Map<String, Long> subjects) {}

    @GetMapping("/revocations")
    @Operation(summary = "The tokens that count no longer though they have not ended; with an ETag, to be asked for often")
    ResponseEntity<RevocationList> revocations() {
        Revocations all = revoked.all();
        var list = new RevocationList(all.ids().stream().sorted().toList(), new TreeMap<>(all.subjects()));
        String etag = UUID.nameUUIDFromBytes(list.toString().getBytes(StandardCharsets.UTF_8)).toString();
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).eTag(etag).body(list);
    }

    /**
     * By digests of one length, and of something too where there is no such client: how long it takes tells nothing.
     */
    private boolean proves(Client client) {
        String secret = settings.secret(client.id());
        boolean same = MessageDigest.isEqual(digest(secret == null ? "" : secret), digest(client.secret()));
        return same && secret != null;
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** RFC 6749 has no word for "too often": the code of HTTP says it. */
    private static ResponseEntity<Object> wrong(Duration wait) {
        if (wait.isZero()) {
            return refusal(HttpStatus.UNAUTHORIZED, "invalid_client", "The client's id or secret is wrong.");
        }
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).cacheControl(CacheControl.noStore())
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds())).body(new Refusal("invalid_client",
                        "The client's id or secret is wrong, and too many wrong ones came from this address. A correct one is accepted at any time."));
    }

    private static @Nullable Client client(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String[] pair = new String(Base64.getDecoder().decode(authorization.substring(6).strip()),
                    StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2 ? new Client(pair[0], pair[1]) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ResponseEntity<Object> refusal(HttpStatus status, String error, String description) {
        var response = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
        if (status == HttpStatus.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"polis\"");
        }
        return response.body(new Refusal(error, description));
    }
}
