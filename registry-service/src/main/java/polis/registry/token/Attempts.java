package polis.registry.token;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.security.FailedAttempts;

// ADR 69
/** Wrong login codes and wrong secrets, counted together by the address that they come from. */
@Component
class Attempts {

    private final FailedAttempts failures;

    Attempts(TokenSettings settings, Clock clock) {
        this.failures = new FailedAttempts(settings.failuresPerMinute(), clock);
    }

    /** How long whoever sent this wrong request shall wait; zero while it has not been wrong too often. */
    Duration failed(HttpServletRequest request) {
        return failures.failed(address(request.getRemoteAddr()));
    }

    private static @Nullable InetAddress address(@Nullable String text) {
        try {
            return text == null ? null : InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
