package polis.dependencymap.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The spans of a trace that are remembered, by id and by parent. Its tree may have holes, and even rings. */
final class Trace {

    /** What a forgotten trace holds; nothing is ever put into it. */
    private static final Index NOTHING = new Index(false);

    private Index byId = new Index(false);
    private Index byParent = new Index(true);
    private List<Entry> open = List.of();
    /** Servers' sides of which the caller was not known when they were decided. */
    private List<Entry> uncalled = List.of();
    private int size;
    private final long id;
    long openedAt;
    long latestAt;
    /** When its latest span had come as it entered the queue of remembered traces; 0 if it is not there. */
    long rememberedAt;
    private boolean forgotten;

    Trace(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    /** Adds a report and returns the entry of its span, which is an older one where that was reported before. */
    Entry add(Entry entry) {
        if (!entry.isClosed()) {
            entry.batch().open();
            if (open.isEmpty()) {
                open = new ArrayList<>(8);
            }
            open.add(entry);
        }
        size++;
        for (Entry twin = byId.get(entry.id()); twin != null; twin = twin.twin) {
            if (twin.isSameAs(entry)) {
                twin.absorb(entry);
                return twin;
            }
        }
        entry.twin = byId.push(entry);
        if (!entry.isRoot()) {
            entry.sibling = byParent.push(entry);
        }
        return entry;
    }

    int size() {
        return size;
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    List<Entry> open() {
        return open;
    }

    void close() {
        open.forEach(Entry::close);
        open = List.of();
    }

    /** Lets go of all spans: the linker's queues may hold what is left for a while. */
    void forget() {
        forgotten = true;
        byId = NOTHING;
        byParent = NOTHING;
        uncalled = List.of();
    }

    boolean isForgotten() {
        return forgotten;
    }

    List<Entry> uncalled() {
        return uncalled;
    }

    void uncalled(List<Entry> servers) {
        uncalled = servers;
    }

    /** Returns the first of all spans with this id; the others follow as its twins. */
    @Nullable
    Entry withId(long id) {
        return byId.get(id);
    }

    /** Returns the first of all spans with this parent; the others follow as its siblings. */
    @Nullable
    Entry withParent(long id) {
        return byParent.get(id);
    }

    @Nullable
    Entry withId(long id, Kind kind) {
        for (Entry each = byId.get(id); each != null; each = each.twin) {
            if (each.is(kind)) {
                return each;
            }
        }
        return null;
    }

    /**
     * Returns the client's span of the call that this server answers: the one with the same id, or else its parent;
     * unless the parent has a server's half with the same id, for then that one made the call.
     */
    @Nullable
    Entry clientOf(Entry server) {
        Entry same = withId(server.id(), Kind.CLIENT);
        if (same != null || server.shared() || server.isRoot()) {
            return same;
        }
        long parent = server.parentId();
        return withId(parent, Kind.SERVER) == null ? withId(parent, Kind.CLIENT) : null;
    }

    /**
     * Returns the parent, which for a server is the client's half of the span if it is there. Of several spans with the
     * parent's id the server's is nearer than the client's.
     */
    @Nullable
    Entry parentOf(Entry child) {
        if (child.is(Kind.SERVER)) {
            Entry half = withId(child.id(), Kind.CLIENT);
            if (half != null) {
                return half;
            }
        }
        Entry best = null;
        if (!child.isRoot()) {
            for (Entry each = byId.get(child.parentId()); each != null; each = each.twin) {
                if (each != child && (best == null || nearness(each) > nearness(best))) {
                    best = each;
                }
            }
        }
        return best;
    }

    private static int nearness(Entry entry) {
        return switch (entry.kind()) {
            case SERVER, CONSUMER -> 3;
            case CLIENT -> 2;
            case PRODUCER -> 1;
            case LOCAL -> 0;
        };
    }
}
