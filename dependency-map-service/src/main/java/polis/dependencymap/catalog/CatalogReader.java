package polis.dependencymap.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import polis.dependencymap.capacity.CapacitySettings;
import polis.peer.Availability;

/** Asks the registry for all services, again and again. */
@Component
class CatalogReader {

    private static final Logger log = LoggerFactory.getLogger(CatalogReader.class);
    private static final int PAGE = 200;

    private final RegistryClient registry;
    private final Catalog catalog;
    private final CapacitySettings capacity;
    private final Availability availability = new Availability(log, "registry-service", "its last answer is shown");

    CatalogReader(RegistryClient registry, Catalog catalog, CapacitySettings capacity) {
        this.capacity = capacity;
        this.registry = registry;
        this.catalog = catalog;
    }

    @Scheduled(fixedDelayString = "${polis.map.catalog.interval:5s}")
    void read() {
        try {
            catalog.replace(all());
            availability.answered();
        } catch (RuntimeException e) {
            availability.failed(e);
        }
    }

    private List<CatalogEntry> all() {
        List<CatalogEntry> entries = new ArrayList<>();
        List<CatalogEntry> undescribed = new ArrayList<>();
        int leftOut = 0;
        String cursor = null;
        do {
            RegistryClient.Page page = registry.services(PAGE, cursor);
            if (page.items() != null) {
                for (RegistryClient.Service service : page.items()) {
                    CatalogEntry entry = service.entry();
                    List<CatalogEntry> kind = entry.isDescribed() ? entries : undescribed;
                    if (kind.size() < capacity.most()) {
                        kind.add(entry);
                    } else {
                        leftOut++;
                    }
                }
            }
            cursor = blankToNull(page.nextCursor());
        } while (cursor != null);
        int room = Math.min(undescribed.size(), capacity.most() - entries.size());
        entries.addAll(undescribed.subList(0, room));
        tellOfLeftOut(leftOut + undescribed.size() - room);
        entries.sort(Comparator.comparing(CatalogEntry::name));
        return entries;
    }

    private void tellOfLeftOut(int count) {
        if ((count > 0) != (catalog.leftOut() > 0) && count > 0) {
            log.warn(
                    "{} services of the registry are left out: the map carries {}. Raise polis.map.names.most with the heap",
                    count, capacity.most());
        }
        catalog.leftOut(count);
    }

    private static @Nullable String blankToNull(@Nullable String cursor) {
        return cursor == null || cursor.isBlank() ? null : cursor;
    }
}
