package polis.dependencymap.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks the registry for all services, again and again. */
@Component
class CatalogReader {

    private static final Logger log = LoggerFactory.getLogger(CatalogReader.class);
    private static final int PAGE = 200;

    private final RegistryClient registry;
    private final Catalog catalog;
    private boolean well = true;

    CatalogReader(RegistryClient registry, Catalog catalog) {
        this.registry = registry;
        this.catalog = catalog;
    }

    @Scheduled(fixedDelayString = "${polis.map.catalog.interval:5s}")
    void read() {
        try {
            catalog.replace(all());
            tell(true, "");
        } catch (RuntimeException e) {
            // The registry or the database is away: the last copy is shown, with its age.
            tell(false, String.valueOf(e.getMessage()));
        }
    }

    private List<CatalogEntry> all() {
        List<CatalogEntry> entries = new ArrayList<>();
        String cursor = null;
        do {
            RegistryClient.Page page = registry.services(PAGE, cursor);
            if (page.items() != null) {
                page.items().forEach(service -> entries.add(service.entry()));
            }
            cursor = blankToNull(page.nextCursor());
        } while (cursor != null);
        entries.sort(Comparator.comparing(CatalogEntry::name));
        return entries;
    }

    private static @Nullable String blankToNull(@Nullable String cursor) {
        return cursor == null || cursor.isBlank() ? null : cursor;
    }

    private void tell(boolean nowWell, String reason) {
        if (nowWell != well) {
            well = nowWell;
            log.info("The registry {}", nowWell ? "answers" : "cannot be read, its last answer is shown: " + reason);
        }
    }
}
