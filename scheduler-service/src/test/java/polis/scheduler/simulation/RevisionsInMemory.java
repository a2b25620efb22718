package polis.scheduler.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import polis.scheduler.cluster.DesiredRevision;
import polis.scheduler.cluster.Revisions;
import polis.scheduler.cluster.ServiceTarget;

/** Revisions without manifests as text, in memory. */
final class RevisionsInMemory implements Revisions {

    private final Map<Long, Map<String, ServiceTarget>> revisions = new HashMap<>();
    private DesiredRevision kept = new DesiredRevision(null, Set.of(), Set.of());

    void put(long number, Map<String, ServiceTarget> services) {
        revisions.put(number, services);
    }

    @Override
    public Map<String, ServiceTarget> services(long revision) {
        return revisions.get(revision);
    }

    @Override
    public String architecture(long number) {
        return "";
    }

    @Override
    public DesiredRevision desired() {
        return kept;
    }

    @Override
    public void keep(long revision, Set<String> excluded, Set<String> failed) {
        kept = new DesiredRevision(revision, excluded, failed);
    }
}
