package polis.registry.search;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What searches found, for as long as nobody describes a service anew, in a bounded number of bytes. */
final class RememberedSearches {

    /** Room for one that found each of 100,000 services; past it all are forgotten. */
    static final long MOST_BYTES = 5_000_000;

    /** Bytes of a search, and of a name in a set, roughly. The names themselves are the snapshot's own. */
    private static final int BYTES_EACH = 150;
    private static final int BYTES_A_NAME = 48;

    private final Map<String, Found> found = new ConcurrentHashMap<>();
    private long bytes;

    /** @param described which descriptions it was looked for in */
    private record Found(long described, Set<String> names) {}

    /** The names, or nothing when it was not looked for in these descriptions. */
    @Nullable
    Set<String> get(String query, long described) {
        Found known = found.get(query);
        return known == null || known.described() != described ? null : known.names();
    }

    synchronized void put(String query, long described, Set<String> names) {
        long more = bytes(query, names);
        if (bytes + more > MOST_BYTES) {
            found.clear();
            bytes = 0;
        }
        Found before = found.put(query, new Found(described, names));
        bytes += more - (before == null ? 0 : bytes(query, before.names()));
    }

    synchronized long bytes() {
        return bytes;
    }

    private static long bytes(String query, Set<String> names) {
        return BYTES_EACH + 2L * query.length() + (long) BYTES_A_NAME * names.size();
    }
}
