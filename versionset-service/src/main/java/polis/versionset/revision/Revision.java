package polis.versionset.revision;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;
import polis.problem.ProblemException;
import polis.versionset.VersionsetProblem;
import polis.versionset.manifest.Manifest;
import polis.versionset.manifest.ManifestJson;

/** One thing that the architecture was asked to be. It never changes, but for its outcome, which is told once. */
@Entity
class Revision implements Persistable<Long> {

    @Id
    private long number;
    private String architecture;
    @Enumerated(EnumType.STRING)
    private RevisionStatus status;
    private @Nullable String reason;
    private Instant createdAt;
    private String createdBy;
    private String digest;
    private String manifest;
    @Transient
    private boolean fresh;

    @SuppressWarnings("NullAway.Init")
    protected Revision() {
        // for JPA
    }

    Revision(long number, String architecture, String manifest, String digest, Instant createdAt, String createdBy) {
        this.number = number;
        this.architecture = architecture;
        this.status = RevisionStatus.RECORDED;
        this.createdAt = createdAt;
        this.createdBy = createdBy;
        this.digest = digest;
        this.manifest = manifest;
        this.fresh = true;
    }

    /** Notes how the revision ended; returns whether that is news. */
    boolean conclude(RevisionStatus outcome, String why) {
        if (status == outcome) {
            return false;
        }
        if (status != RevisionStatus.RECORDED) {
            throw new ProblemException(VersionsetProblem.ILLEGAL_OUTCOME, "The outcome of revision " + number + " is "
                    + status + " already; apply its manifest again for another attempt.").with("status", status);
        }
        status = outcome;
        reason = why;
        return true;
    }

    long number() {
        return number;
    }

    String digest() {
        return digest;
    }

    String json() {
        return manifest;
    }

    Manifest manifest() {
        return ManifestJson.read(manifest);
    }

    String architecture() {
        return architecture;
    }

    /** Without the manifest. */
    RevisionSummary summary() {
        return new RevisionSummary(number, architecture, status, reason, createdAt, createdBy, digest);
    }

    RevisionDocument document() {
        return new RevisionDocument(number, architecture, status, reason, createdAt, createdBy, digest,
                ManifestJson.completed(manifest));
    }

    @Override
    public Long getId() {
        return number;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    @PostLoad
    @PostPersist
    void known() {
        fresh = false;
    }

}
