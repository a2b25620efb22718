package polis.registry.finding;

import java.time.Instant;

/**
 * That somebody knows of a finding.
 *
 * @param reason why it may stay for now
 * @param by subject of the caller's token
 * @param until when it counts as unacknowledged again
 */
record Acknowledgement(String reason, String by, Instant at, Instant until) {}
