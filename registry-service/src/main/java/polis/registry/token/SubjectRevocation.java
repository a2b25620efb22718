package polis.registry.token;

import java.time.Instant;

/**
 * All tokens of a subject, taken back.
 *
 * @param before those that were issued until then count no longer
 */
record SubjectRevocation(String subject, Instant before, String revokedBy) {}
