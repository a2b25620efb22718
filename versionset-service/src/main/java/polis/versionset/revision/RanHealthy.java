package polis.versionset.revision;

import java.util.SortedMap;

/** Published inside the transaction that records that a revision was seen running, every instance healthy. */
public record RanHealthy(long revision, String architecture, SortedMap<String, String> versions) {}
