package polis.versionset.evidence;

import java.time.Instant;
import java.util.SortedMap;

/**
 * A set of versions that ran healthy together.
 *
 * @param versions the version of each service, by name
 */
record EvidenceDocument(long revision, String architecture, Instant seenAt, SortedMap<String, String> versions) {}
