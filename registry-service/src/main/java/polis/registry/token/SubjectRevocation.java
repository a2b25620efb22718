package polis.registry.token;

import java.time.Instant;

/**
 * The revocation of all tokens of a subject.
 *
 * @param before those that were issued until then count no longer
 */
record SubjectRevocation(String subject, Instant before, String revokedBy) {}
