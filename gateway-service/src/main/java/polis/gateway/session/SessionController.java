package polis.gateway.session;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Page;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.security.Role;

/** One's own sessions for everybody, all of them for an admin. */
@RestController
@Tag(name = "Sessions")
class SessionController {

    private static final int MOST = 1_000;

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping("/api/v1/sessions")
    @Operation(summary = "Who is logged in to the console: one's own sessions, and an admin sees all of them; the newest first")
    Page<SessionView> list(@RequestParam(defaultValue = "100") @Min(1) @Max(MOST) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(hidden = true) JwtAuthenticationToken caller,
            @Parameter(hidden = true) ServerHttpRequest request) {
        Optional<UUID> own = sessions.id(request);
        return Page.cut(sessions.page(whose(caller), SessionCursor.parse(cursor), limit + 1), limit,
                session -> SessionCursor.of(session).text()).map(session -> SessionView.of(session, own));
    }

    @DeleteMapping("/api/v1/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ends a session at once, and its token with it; one's own everybody may, those of others an admin")
    void end(@PathVariable String id, @Parameter(hidden = true) JwtAuthenticationToken caller) {
        if (!sessions.end(uuid(id), whose(caller), caller.getToken().getTokenValue())) {
            throw unknown();
        }
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException none) {
            throw unknown();
        }
    }

    /** Null where the caller may see everybody's. */
    private static @Nullable String whose(JwtAuthenticationToken caller) {
        boolean admin = caller.getAuthorities().stream()
                .anyMatch(held -> Role.ADMIN.authority().equals(held.getAuthority()));
        return admin ? null : caller.getName();
    }

    private static ProblemException unknown() {
        return new ProblemException(StandardProblem.NOT_FOUND,
                "You have no session with this id; perhaps it is over. GET /api/v1/sessions lists them.");
    }

    /** @param current whether the request itself belongs to it */
    record SessionView(UUID id, String subject, String role, Instant createdAt, Instant expiresAt,
            @Nullable String address, @Nullable String userAgent, boolean current) {

        static SessionView of(Session session, Optional<UUID> own) {
            return new SessionView(session.id(), session.subject(), session.role(), session.createdAt(),
                    session.expiresAt(), session.address(), session.userAgent(),
                    own.filter(session.id()::equals).isPresent());
        }
    }
}
