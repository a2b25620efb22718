package polis.registry.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.registry.name.PlainText;
import polis.registry.problem.RegistryProblem;

@RestController
@RequestMapping("/api/v1/login-codes")
@Tag(name = "Login codes")
class LoginCodeController {

    private static final Duration USUAL_TTL = Duration.ofMinutes(10);
    private static final Duration LONGEST_TTL = Duration.ofDays(1);

    /** The subject of a code that a client asks for without naming one. */
    private static final String DEFAULT_SUBJECT = "operator";

    private final LoginCodes codes;
    private final TokenIssuer issuer;
    private final Tokens tokens;
    private final TokenSettings settings;
    private final Attempts attempts;

    LoginCodeController(LoginCodes codes, TokenIssuer issuer, Tokens tokens, TokenSettings settings,
            Attempts attempts) {
        this.codes = codes;
        this.issuer = issuer;
        this.tokens = tokens;
        this.settings = settings;
        this.attempts = attempts;
    }

    /**
     * Asks for a code.
     *
     * @param subject the person who will use it: appears as actor in every history; the caller where nothing is said
     * @param role what the browser that shows it may do; an admin's where nothing is said
     */
    record LoginCodeRequest(@Nullable Duration ttl, @Nullable TokenRole role,
            @Nullable @Pattern(regexp = ".*\\S.*", message = "must not be blank") @Size(max = 200) @PlainText String subject) {}

    record Exchange(@NotBlank @Size(max = 200) String code) {}

    record Session(@JsonProperty("access_token") String accessToken, @JsonProperty("expires_in") long expiresIn,
            String subject, TokenRole role) {}

    @PostMapping
    @Operation(summary = "A code that logs one browser in, once")
    ResponseEntity<LoginCodes.LoginCode> create(@Valid @RequestBody LoginCodeRequest request, Principal caller) {
        TokenRole role = request.role() == null ? TokenRole.ADMIN : request.role();
        var code = codes.create(new LoginCodes.Grant(person(request.subject(), caller.getName()), role),
                Ttl.of(request.ttl(), USUAL_TTL, LONGEST_TTL), caller.getName());
        return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore()).body(code);
    }

    @PostMapping("/exchange")
    @Operation(summary = "Exchanges a login code for a token; open to everybody, each code works once, wrong ones are counted by address")
    ResponseEntity<Session> exchange(@Valid @RequestBody Exchange shown,
            @Parameter(hidden = true) HttpServletRequest request) {
        LoginCodes.Grant grant = codes.use(shown.code()).orElseThrow(() -> refusal(attempts.failed(request)));
        IssuedToken issued = issuer.issue(grant.subject(), grant.role().role(), settings.sessionTtl());
        tokens.add(issued, grant.subject(), grant.role(), "login-code");
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(new Session(issued.value(), settings.sessionTtl().toSeconds(), grant.subject(), grant.role()));
    }

    /** A client is no person: a token with its name would have its rights. */
    private String person(@Nullable String asked, String caller) {
        if (asked == null) {
            return settings.secret(caller) == null ? caller : DEFAULT_SUBJECT;
        }
        if (settings.secret(asked) != null) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "`subject` must name a person, and " + asked
                            + " is the id of a client. Name the person who will log in.",
                    List.of(new FieldError("/subject", "must not be the id of a client", null)));
        }
        return asked;
    }

    private static ProblemException refusal(Duration wait) {
        if (wait.isZero()) {
            return new ProblemException(RegistryProblem.INVALID_LOGIN_CODE,
                    "This login code was used, has expired or does not exist. Ask for a new login link.");
        }
        return new ProblemException(StandardProblem.TOO_MANY_REQUESTS,
                "This login code is wrong, and too many wrong ones came from this address. A correct one is accepted at any time: ask for a new login link.")
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()));
    }
}
