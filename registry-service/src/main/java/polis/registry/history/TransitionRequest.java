package polis.registry.history;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import polis.masking.Masker;
import polis.registry.lifecycle.State;
import polis.registry.name.PlainText;

/**
 * The wish to go to another state.
 *
 * @param reason a sentence for those who read the history
 * @param revision the revision of the architecture that asks for it
 */
public record TransitionRequest(@NotNull State to, @NotBlank @Size(max = 2000) @PlainText String reason,
        @Nullable @Positive Long revision) {

    /** What is kept for years holds no password that somebody quoted. */
    public TransitionRequest {
        reason = reason == null ? reason : Masker.byNames().mask(reason);
    }
}
