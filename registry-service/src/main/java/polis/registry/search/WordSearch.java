package polis.registry.search;

import java.util.HashSet;
import java.util.Set;
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

    private final RememberedSearches remembered = new RememberedSearches();
    private final JdbcClient jdbc;

    WordSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> names(SearchWords words, Snapshot snapshot) {
        if (words.words().isEmpty()) {
            return Set.of();
        }
        String query = words.query();
        Set<String> names = remembered.get(query, snapshot.described());
        if (names == null) {
            // What is found may be newer than the snapshot, never older.
            names = read(query, snapshot);
            remembered.put(query, snapshot.described(), names);
        }
        return names;
    }

    private Set<String> read(String query, Snapshot snapshot) {
        String[] names = jdbc.sql("""
                select coalesce(array_agg(name), '{}') as names from service where words @@ to_tsquery('simple', :words)
                """).param("words", query).query((row, number) -> (String[]) row.getArray("names").getArray()).single();
        var known = HashSet.<String>newHashSet(names.length);
        for (String name : names) {
            // The snapshot's own names, so that ten searches do not keep ten copies of each.
            Entry entry = snapshot.find(name);
            if (entry != null) {
                known.add(entry.name());
            }
        }
        return known;
    }
}
