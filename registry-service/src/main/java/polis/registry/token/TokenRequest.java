package polis.registry.token;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import polis.registry.name.PlainText;

/**
 * Asks for a token.
 *
 * @param subject who will use it: appears as actor in every history
 * @param ttl how long it lives; an hour where nothing is said
 */
record TokenRequest(@NotBlank @Size(max = 200) @PlainText String subject, @NotNull TokenRole role,
        @Nullable Duration ttl) {}
