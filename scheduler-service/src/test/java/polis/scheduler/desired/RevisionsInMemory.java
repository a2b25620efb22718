package polis.scheduler.desired;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import polis.scheduler.cluster.ServiceTarget;

/** Revisions without manifests as text, in memory. */
public final class RevisionsInMemory extends Revisions {

    private final Map<Long, Manifest> manifests = new HashMap<>();
    private DesiredRevision kept = new DesiredRevision(null, Set.of(), Set.of());

    public RevisionsInMemory() {
        super(null, null);
    }

    public void put(long number, Map<String, ServiceTarget> services) {
        manifests.put(number, new Manifest(services));
    }

    @Override
    public Manifest manifest(long number) {
        return manifests.get(number);
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
    public void keep(long revision, Collection<String> excluded, Collection<String> failed) {
        kept = new DesiredRevision(revision, Set.copyOf(excluded), Set.copyOf(failed));
    }
}
