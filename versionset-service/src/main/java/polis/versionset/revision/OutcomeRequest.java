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

        HEALTHY(RevisionStatus.HEALTHY, "RevisionHealthy"), FAILED(RevisionStatus.FAILED, "RevisionFailed");

        private final RevisionStatus status;
        private final String event;

        Status(RevisionStatus status, String event) {
            this.status = status;
            this.event = event;
        }

        RevisionStatus status() {
            return status;
        }

        String event() {
            return event;
        }

    }

}
