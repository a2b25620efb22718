package polis.registry.service;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.registry.inventory.Entry;
import polis.registry.inventory.Snapshot;

/**
 * Finds services by words, by the index of the database: once for as long as nobody describes a service, because a word
 * that all of them have takes as long to find as reading them all.
 */
@Component
class WordSearch {

    /** How many names are remembered, of all searches together; past that all are forgotten. */
    private static final int MOST_NAMES = 100_000;

    private final Map<String, Found> found = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;

    WordSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param described which descriptions it was looked for in */
    private record Found(long described, Set<String> names) {}

    Set<String> names(SearchWords words, Snapshot city) {
        if (words.words().isEmpty()) {
            return Set.of();
        }
        String query = words.query();
        Found known = found.get(query);
        if (known == null || known.described() != city.described()) {
            // What is found may be newer than the snapshot, never older.
            known = new Found(city.described(), read(query, city));
            if (found.values().stream().mapToInt(each -> each.names().size() + 1).sum() > MOST_NAMES) {
                found.clear();
            }
            found.put(query, known);
        }
        return known.names();
    }

    private Set<String> read(String query, Snapshot city) {
        String[] names = jdbc.sql("""
                select coalesce(array_agg(name), '{}') as names from service where words @@ to_tsquery('simple', :words)
                """).param("words", query).query((row, number) -> (String[]) row.getArray("names").getArray()).single();
        var known = HashSet.<String>newHashSet(names.length);
        for (String name : names) {
            // The snapshot's own names, so that ten searches do not keep ten copies of each.
            Entry entry = city.services().get(name);
            if (entry != null) {
                known.add(entry.name());
            }
        }
        return known;
    }
}
