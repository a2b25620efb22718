package polis.registry.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.paging.Page;
import polis.registry.inventory.Entry;
import polis.registry.inventory.Inventory;
import polis.registry.inventory.Snapshot;
import polis.registry.service.InstanceCounts;
import polis.registry.service.ServiceCatalog;
import polis.registry.service.ServiceView;

/** Finds services: filters and facets over the inventory, words by their search. */
@Component
class ServiceSearch {

    /** Past so many all are forgotten and read anew on demand. */
    private static final int MOST_SEEN = 1_000;

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Inventory inventory;
    private final ServiceCatalog catalog;
    private final WordSearch words;

    ServiceSearch(Inventory inventory, ServiceCatalog catalog, WordSearch words) {
        this.inventory = inventory;
        this.catalog = catalog;
        this.words = words;
    }

    private record Seen(Entry entry, ServiceView view) {}

    ServiceList find(ServiceFilter filter, @Nullable String text, int limit, @Nullable String cursor, boolean facets) {
        Snapshot snapshot = inventory.now();
        Set<String> found = text == null ? null : words.names(SearchWords.of(text), snapshot);
        var matching = new ArrayList<Entry>();
        for (Entry entry : snapshot.services()) {
            if (filter.admits(entry) && (found == null || found.contains(entry.name()))) {
                matching.add(entry);
            }
        }
        List<Entry> rest = cursor == null
                ? matching
                : matching.stream().filter(entry -> entry.name().compareTo(cursor) > 0).limit(limit + 1L).toList();
        Page<Entry> page = Page.cut(rest, limit, Entry::name);
        return new ServiceList(views(page.items()), page.nextCursor(), matching.size(),
                facets && cursor == null ? Facets.of(matching) : null);
    }

    /** What was read of a service stays true until something happens to it, and then it has another entry. */
    @SuppressWarnings("ReferenceEquality") // Equal entries may stand for different descriptions.
    private List<ServiceView> views(List<Entry> entries) {
        var views = new HashMap<String, ServiceView>();
        var unread = new HashMap<String, Entry>();
        for (Entry entry : entries) {
            Seen last = seen.get(entry.name());
            if (last != null && last.entry() == entry) {
                views.put(entry.name(), last.view());
            } else {
                unread.put(entry.name(), entry);
            }
        }
        if (!unread.isEmpty()) {
            read(unread, views);
        }
        return entries.stream().map(entry -> Objects.requireNonNull(views.get(entry.name()))).toList();
    }

    private void read(Map<String, Entry> unread, Map<String, ServiceView> views) {
        if (seen.size() > MOST_SEEN) {
            seen.clear();
        }
        var counts = new HashMap<String, InstanceCounts>();
        unread.forEach((name, entry) -> counts.put(name, InstanceCounts.of(entry.versions(), entry.states())));
        catalog.views(counts).forEach((name, view) -> {
            seen.put(name, new Seen(Objects.requireNonNull(unread.get(name)), view));
            views.put(name, view);
        });
    }
}
