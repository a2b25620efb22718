package polis.registry.catalog;

import java.util.SortedMap;
import java.util.TreeMap;
import polis.registry.description.ServiceDescription;

/** The services that a catalogue describes, by name. */
final class Entries {

    /** What one import takes: more than any repository describes, and few enough for one transaction and one answer. */
    static final int MOST = 5_000;

    private final SortedMap<String, ServiceDescription> services = new TreeMap<>();
    private final SortedMap<String, Integer> documents = new TreeMap<>();
    private final CatalogErrors errors;

    Entries(CatalogErrors errors) {
        this.errors = errors;
    }

    void add(int document, String pointer, String name, ServiceDescription said) {
        Integer other = documents.putIfAbsent(name, document);
        if (other != null) {
            errors.add(pointer, "%s is described in document %d already".formatted(name, other));
        } else if (services.size() == MOST) {
            errors.add(pointer, "At most " + MOST + " services can be imported at once; divide the catalogue.");
        } else {
            services.put(name, said);
        }
    }

    SortedMap<String, ServiceDescription> services() {
        return services;
    }

    int document(String name) {
        return documents.getOrDefault(name, 0);
    }
}
