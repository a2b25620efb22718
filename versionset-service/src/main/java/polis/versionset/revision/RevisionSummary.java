package polis.versionset.revision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A revision as lists and the change feed show it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevisionSummary(long number, String architecture, RevisionStatus status, @Nullable String reason,
        Instant createdAt, String createdBy, String digest) {}
