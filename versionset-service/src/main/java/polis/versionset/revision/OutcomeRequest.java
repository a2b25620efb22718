package polis.versionset.revision;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import polis.masking.Masker;

/** The outcome of a revision. */
// ADR 72
record OutcomeRequest(@NotNull Status status, @NotBlank @Size(max = 2000) String reason) {

    /** What is kept holds no password that somebody quoted. */
    OutcomeRequest {
        reason = reason == null ? reason : Masker.byNames().mask(reason);
    }

    enum Status {

        HEALTHY(Revision.Status.HEALTHY, "RevisionHealthy"), FAILED(Revision.Status.FAILED, "RevisionFailed");

        private final Revision.Status status;
        private final String event;

        Status(Revision.Status status, String event) {
            this.status = status;
            this.event = event;
        }

        Revision.Status status() {
            return status;
        }

        String event() {
            return event;
        }

    }

}
