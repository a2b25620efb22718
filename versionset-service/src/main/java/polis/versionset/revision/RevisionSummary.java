package polis.versionset.revision;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/** A revision as lists and the change feed show it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevisionSummary(long number, String architecture, Revision.Status status, @Nullable String reason,
        Instant createdAt, String createdBy, String digest) {}
