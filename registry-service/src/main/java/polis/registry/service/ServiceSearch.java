package polis.registry.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import polis.registry.inventory.Entry;
import polis.registry.inventory.Inventory;
import polis.registry.page.Page;

/** Finds services: filters and facets over the inventory, words by the index of the database. */
@Component
class ServiceSearch {

    private final Inventory inventory;
    private final Services services;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    ServiceSearch(Inventory inventory, Services services, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.inventory = inventory;
        this.services = services;
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    ServiceList find(ServiceFilter filter, @Nullable String words, int limit, @Nullable String cursor,
            boolean facets) {
        var all = inventory.now().services();
        Set<String> found = words == null ? null : withWords(SearchWords.of(words));
        var matching = new ArrayList<Entry>();
        for (Entry entry : all.values()) {
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

    private Set<String> withWords(SearchWords words) {
        if (words.words().isEmpty()) {
            return Set.of();
        }
        return Set.of(jdbc.sql("""
                select coalesce(array_agg(name), '{}') as names from service where words @@ to_tsquery('simple', :words)
                """).param("words", words.query()).query((row, number) -> (String[]) row.getArray("names").getArray())
                .single());
    }

    private List<ServiceView> views(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Map<String, Service> rows = new HashMap<>();
        reading.executeWithoutResult(status -> services.named(entries.stream().map(Entry::name).toList())
                .forEach(service -> rows.put(service.name(), service)));
        return entries.stream()
                .map(entry -> ServiceView.of(Objects.requireNonNull(rows.get(entry.name())), InstanceCounts.of(entry)))
                .toList();
    }
}
