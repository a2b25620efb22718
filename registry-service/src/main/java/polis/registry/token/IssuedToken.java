package polis.registry.token;

import java.time.Instant;

/** A token with its value, which is in one answer and is not kept. */
record IssuedToken(String id, String value, String kid, Instant issuedAt, Instant expiresAt) {}
