package polis.versionset.evidence;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.SortedMap;

/** That the versions of one revision were seen running together, every instance healthy. */
@Entity
class Evidence {

    @Id
    private long revision;
    private String architecture;
    private Instant seenAt;
    @Convert(converter = VersionsConverter.class)
    private SortedMap<String, String> versions;

    @SuppressWarnings("NullAway.Init")
    protected Evidence() {
        // for JPA
    }

    Evidence(long revision, String architecture, Instant seenAt, SortedMap<String, String> versions) {
        this.revision = revision;
        this.architecture = architecture;
        this.seenAt = seenAt;
        this.versions = versions;
    }

    EvidenceDocument document() {
        return new EvidenceDocument(revision, architecture, seenAt, versions);
    }

}
