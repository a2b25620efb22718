package polis.registry.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.feed.Feed;
import polis.registry.description.Description;
import polis.registry.description.DescriptionChange;
import polis.registry.description.ServiceDescription;

/** Describes many services at once: all of them or none. */
@Component
public class Descriptions {

    private final Services services;
    private final ServiceCatalog catalog;
    private final Counts counts;
    private final Feed feed;

    Descriptions(Services services, ServiceCatalog catalog, Counts counts, Feed feed) {
        this.services = services;
        this.catalog = catalog;
        this.counts = counts;
        this.feed = feed;
    }

    /** What would change, and nothing does. */
    @Transactional(readOnly = true)
    public List<DescriptionChange> compare(SortedMap<String, ServiceDescription> wanted, String source) {
        Map<String, Service> known = byName(services.named(wanted.keySet()));
        var changes = new ArrayList<DescriptionChange>();
        wanted.forEach((name, said) -> {
            Service service = known.get(name);
            Description before = service == null ? Description.NONE : service.description();
            boolean undescribed = service == null || !service.described();
            changes.add(
                    DescriptionChange.of(name, service == null, undescribed, before, before.replacedBy(said, source)));
        });
        return changes;
    }

    /** Describes each as if by a replace of its own; whatever is there is overwritten. */
    @Transactional
    public List<DescriptionChange> replace(SortedMap<String, ServiceDescription> wanted, String source) {
        Set<String> created = catalog.enter(wanted.keySet());
        Map<String, Service> known = byName(services.lock(wanted.keySet()));
        var changes = new ArrayList<DescriptionChange>();
        var described = new ArrayList<Service>();
        wanted.forEach((name, said) -> {
            Service service = known.get(name);
            if (service == null) {
                throw new IllegalStateException(name + " was entered and is not there");
            }
            Description before = service.description();
            Description after = before.replacedBy(said, source);
            changes.add(DescriptionChange.of(name, created.contains(name), !service.described(), before, after));
            if (service.describe(after)) {
                described.add(service);
            }
        });
        services.flush();
        Map<String, InstanceCounts> live = counts.of(described.stream().map(Service::name).toList());
        described.forEach(service -> feed.append("ServiceDescribed", service.name(),
                ServiceView.of(service, live.getOrDefault(service.name(), InstanceCounts.NONE))));
        return changes;
    }

    private static Map<String, Service> byName(List<Service> services) {
        var byName = new HashMap<String, Service>();
        services.forEach(service -> byName.put(service.name(), service));
        return byName;
    }
}
