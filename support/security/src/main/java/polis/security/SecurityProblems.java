package polis.security;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import polis.problem.ProblemException;
import polis.problem.ProblemMapping;
import polis.problem.StandardProblem;

/** What security refuses, as problems. */
@Order(Ordered.LOWEST_PRECEDENCE)
final class SecurityProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemException map(Throwable failure) {
        return switch (failure) {
            case AuthenticationServiceException _ -> new ProblemException(StandardProblem.UPSTREAM_UNAVAILABLE,
                    "The token cannot be verified now, because the issuer's keys cannot be read. Try again in a moment.",
                    failure).header(HttpHeaders.RETRY_AFTER, "2");
            case AuthenticationException refused -> unauthorized(refused);
            case AccessDeniedException denied -> forbidden(denied);
            default -> null;
        };
    }

    private static ProblemException unauthorized(AuthenticationException refused) {
        OAuth2Error error = refused instanceof OAuth2AuthenticationException bearer ? bearer.getError() : null;
        if (error == null) {
            return new ProblemException(StandardProblem.UNAUTHORIZED,
                    "Authentication required: send a token, as Authorization: Bearer.", refused)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        String description = Objects.requireNonNullElse(error.getDescription(), "not valid").replace('"', '\'');
        return new ProblemException(StandardProblem.UNAUTHORIZED,
                "The token is not accepted: " + description + ". Get a new one.", refused)
                .header(HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"" + error.getErrorCode() + "\", error_description=\"" + description + "\"");
    }

    private static ProblemException forbidden(AccessDeniedException denied) {
        if (!(denied instanceof AuthorizationDeniedException rule
                && rule.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision)) {
            return new ProblemException(StandardProblem.FORBIDDEN,
                    "The token's role does not allow this. Use a token with a higher role.", denied)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
        }
        String scopes = named(decision, "SCOPE_");
        return new ProblemException(StandardProblem.FORBIDDEN,
                "The token does not allow this. Use a token with the role %s; a service needs %s.".formatted(
                        named(decision, "ROLE_").toLowerCase(Locale.ROOT),
                        scopes.isEmpty() ? "a role too, for no scope covers it" : "the scope " + scopes),
                denied).header(HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_scope\"" + (scopes.isEmpty() ? "" : ", scope=\"" + scopes + "\""));
    }

    private static String named(AuthorityAuthorizationDecision decision, String prefix) {
        return decision.getAuthorities().stream().map(authority -> String.valueOf(authority.getAuthority()))
                .filter(authority -> authority.startsWith(prefix))
                .map(authority -> authority.substring(prefix.length())).collect(Collectors.joining(" or "));
    }
}
