package polis.registry.credential;

import java.time.Instant;

/**
 * A credential as it is listed: its secret is in one answer, when it is made.
 *
 * @param username what goes before the colon in the service URL
 * @param createdBy whose token it was made with
 */
record Credential(String username, String service, Instant createdAt, String createdBy) {}
