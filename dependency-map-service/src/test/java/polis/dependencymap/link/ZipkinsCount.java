package polis.dependencymap.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import zipkin2.DependencyLink;
import zipkin2.Span;
import zipkin2.internal.DependencyLinker;

/** What Zipkin's own linker makes of a whole trace. */
final class ZipkinsCount {

    private ZipkinsCount() {}

    static Map<String, OracleTests.Count> of(List<Span> trace) {
        return counts(List.of(trace));
    }

    /**
     * What it would make of a trace that has lost spans if it did as we do (ADR 15, ADR 55). It hangs what has lost its
     * parent below the root of the trace, and so makes up edges: it is given each part by itself. It does the same to
     * the server's half of a shared id without the client's, though that knows its parent. And it wants a caller with a
     * kind, where a local span is all that is left of one.
     */
    static Map<String, OracleTests.Count> ofRemains(List<Span> trace) {
        Set<String> clients = ids(trace, Span.Kind.CLIENT);
        Map<String, String> parents = parents(trace);
        Map<String, List<Span>> parts = new TreeMap<>();
        for (Span span : trace) {
            Span.Builder seen = span.toBuilder();
            if (!clients.contains(span.id())) {
                seen.shared(null);
            }
            String top = span.id();
            while (parents.containsKey(parents.get(top))) {
                top = parents.get(top);
            }
            if (top.equals(span.id()) && span.kind() == null) {
                seen.kind(Span.Kind.SERVER);
            }
            parts.computeIfAbsent(top, id -> new ArrayList<>()).add(seen.build());
        }
        return counts(parts.values());
    }

    /**
     * Returns whether the two of them guess differently: where a shared id has lost its server's half and what that one
     * did is right below its caller's, where a server's half without the client's is below a shared id itself, and
     * where a server's span is below nothing but local spans of its own service.
     */
    static boolean isUnclear(List<Span> trace) {
        Set<String> clients = ids(trace, Span.Kind.CLIENT);
        Set<String> halves = new HashSet<>(clients);
        halves.removeAll(ids(trace, Span.Kind.SERVER));
        Map<String, String> parents = parents(trace);
        Map<String, Span> locals = new HashMap<>();
        trace.stream().filter(span -> span.kind() == null).forEach(span -> locals.put(span.id(), span));
        for (Span span : trace) {
            Span above = locals.get(parents.get(span.id()));
            boolean own = above != null && above.localServiceName().equals(span.localServiceName());
            while (above != null && locals.containsKey(above.parentId())) {
                above = locals.get(above.parentId());
            }
            boolean alone = span.shared() != null && !clients.contains(span.id());
            boolean unclear = span.kind() != Span.Kind.SERVER
                    ? halves.contains(span.parentId())
                    : (alone && clients.contains(span.parentId())) || (own && !parents.containsKey(above.parentId()));
            if (unclear) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> parents(List<Span> trace) {
        Map<String, String> parents = new HashMap<>();
        trace.forEach(span -> parents.put(span.id(), span.parentId() == null ? "" : span.parentId()));
        return parents;
    }

    private static Set<String> ids(List<Span> trace, Span.Kind kind) {
        Set<String> ids = new HashSet<>();
        trace.stream().filter(span -> span.kind() == kind).forEach(span -> ids.add(span.id()));
        return ids;
    }

    private static Map<String, OracleTests.Count> counts(Iterable<List<Span>> traces) {
        var linker = new DependencyLinker();
        traces.forEach(linker::putTrace);
        Map<String, OracleTests.Count> counts = new TreeMap<>();
        for (DependencyLink link : linker.link()) {
            counts.put(link.parent() + ">" + link.child(), new OracleTests.Count(link.callCount(), link.errorCount()));
        }
        return counts;
    }
}
