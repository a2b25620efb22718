package polis.registry.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.bucket4j.Bucket;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.registry.problem.RegistryProblem;

@RestController
@RequestMapping("/api/v1/login-codes")
@Tag(name = "Login codes")
class LoginCodeController {

    private static final Duration USUAL_TTL = Duration.ofMinutes(10);
    private static final Duration LONGEST_TTL = Duration.ofDays(1);

    private final LoginCodes codes;
    private final TokenIssuer issuer;
    private final Tokens tokens;
    private final TokenSettings settings;
    private final Bucket tries;

    LoginCodeController(LoginCodes codes, TokenIssuer issuer, Tokens tokens, TokenSettings settings) {
        this.codes = codes;
        this.issuer = issuer;
        this.tokens = tokens;
        this.settings = settings;
        int most = settings.exchangesPerMinute();
        this.tries = Bucket.builder().addLimit(limit -> limit.capacity(most).refillGreedy(most, Duration.ofMinutes(1)))
                .build();
    }

    /** Asks for a code; the browser that shows it becomes an admin where no role is said. */
    record LoginCodeRequest(@Nullable Duration ttl, @Nullable TokenRole role) {}

    record Exchange(@NotBlank @Size(max = 200) String code) {}

    record Session(@JsonProperty("access_token") String accessToken, @JsonProperty("expires_in") long expiresIn,
            TokenRole role) {}

    @PostMapping
    @Operation(summary = "A code that logs one browser in, once")
    ResponseEntity<LoginCodes.LoginCode> create(@RequestBody LoginCodeRequest request, Principal caller) {
        TokenRole role = request.role() == null ? TokenRole.ADMIN : request.role();
        var code = codes.create(role, Ttl.of(request.ttl(), USUAL_TTL, LONGEST_TTL), caller.getName());
        return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore()).body(code);
    }

    @PostMapping("/exchange")
    @Operation(summary = "Exchanges a login code for a token; open to everybody, bounded in rate, each code works once")
    ResponseEntity<Session> exchange(@Valid @RequestBody Exchange shown) {
        var probe = tries.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ProblemException(StandardProblem.TOO_MANY_REQUESTS,
                    "Too many login codes were tried. Wait a moment.")
                    .header(HttpHeaders.RETRY_AFTER,
                            String.valueOf(1 + Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds()));
        }
        TokenRole role = codes.use(shown.code())
                .orElseThrow(() -> new ProblemException(RegistryProblem.INVALID_LOGIN_CODE,
                        "This code was used already, has expired or never was. Ask for a new login link."));
        TokenIssuer.Issued issued = issuer.issue("console", role.role(), settings.sessionTtl());
        tokens.add(issued, "console", role, "login-code");
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(new Session(issued.value(), settings.sessionTtl().toSeconds(), role));
    }
}
