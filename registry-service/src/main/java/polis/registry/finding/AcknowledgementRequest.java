package polis.registry.finding;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import polis.masking.Masker;
import polis.registry.name.PlainText;

/**
 * Asks not to be shown a finding for a while.
 *
 * @param reason a sentence for those who read it later
 * @param until in the future, at most 366 days from now
 */
record AcknowledgementRequest(@NotBlank @Size(max = 2000) @PlainText String reason, @NotNull Instant until) {

    AcknowledgementRequest {
        reason = reason == null ? reason : Masker.byNames().mask(reason);
    }
}
