package polis.gateway.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.gateway.match.PathTrie;

/** The routes of one revision, compiled once: a request only walks a tree. */
final class RouteTable {

    static final RouteTable EMPTY = new RouteTable(null, List.of());

    private final @Nullable Long revision;
    private final PathTrie<Route> trie = new PathTrie<>();
    private final List<Entry> entries = new ArrayList<>();

    private RouteTable(@Nullable Long revision, List<Route> routes) {
        this.revision = revision;
        for (Route route : routes) {
            entries.add(new Entry(route, add(route)));
        }
    }

    static RouteTable of(Revision revision) {
        return new RouteTable(revision.number(), revision.routes());
    }

    private @Nullable String add(Route route) {
        try {
            Route first = trie.putIfAbsent(route.pattern(), route);
            return first == null ? null : "The service " + first.service() + " has this path already.";
        } catch (IllegalArgumentException invalid) {
            return invalid.getMessage();
        }
    }

    @Nullable
    Route find(String rawPath) {
        return trie.find(rawPath);
    }

    @Nullable
    Long revision() {
        return revision;
    }

    List<Entry> entries() {
        return entries;
    }

    /** @param problem why the route takes no requests; null when it does */
    record Entry(Route route, @Nullable String problem) {}
}
