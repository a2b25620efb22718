package polis.versionset.revision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polis.versionset.manifest.Manifest;

/** A revision with its manifest, normalised: every default filled in, memory in bytes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevisionDocument(long number, String architecture, Revision.Status status, @Nullable String reason,
        Instant createdAt, String createdBy, String digest, Manifest manifest) {}
