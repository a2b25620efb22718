package polis.registry.token;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Page;
import polis.registry.name.PlainText;
import polis.security.Role;

@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "Tokens")
class TokenController {

    private static final Duration USUAL_TTL = Duration.ofHours(1);

    private final TokenIssuer issuer;
    private final Tokens tokens;
    private final RevokedTokens revoked;
    private final TokenSettings settings;

    TokenController(TokenIssuer issuer, Tokens tokens, RevokedTokens revoked, TokenSettings settings) {
        this.issuer = issuer;
        this.tokens = tokens;
        this.revoked = revoked;
        this.settings = settings;
    }

    /** The only answer that holds the token itself. */
    record NewToken(String id, String token, Instant expiresAt) {}

    @PostMapping
    @Operation(summary = "Issues a token; its value is told once")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<NewToken> issue(@Valid @RequestBody TokenRequest request, Principal caller) {
        Duration ttl = Ttl.of(request.ttl(), USUAL_TTL, settings.longestTtl());
        IssuedToken issued = issuer.issue(request.subject(), request.role().role(), ttl);
        tokens.add(issued, request.subject(), request.role(), caller.getName());
        return ResponseEntity.created(URI.create("/api/v1/tokens/" + issued.id())).cacheControl(CacheControl.noStore())
                .body(new NewToken(issued.id(), issued.value(), issued.expiresAt()));
    }

    @GetMapping
    @Operation(summary = "The tokens that were issued on request, without their values")
    Page<Token> list(@RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @PlainText String cursor) {
        return tokens.page(limit, cursor);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Revokes a token; one's own everybody may, those of others an admin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable @Size(max = 100) @PlainText String id, @Parameter(hidden = true) Authentication caller) {
        boolean admin = caller.getAuthorities().stream()
                .anyMatch(held -> Role.ADMIN.authority().equals(held.getAuthority()));
        revoked.revoke(id, admin ? null : caller.getName());
    }
}
