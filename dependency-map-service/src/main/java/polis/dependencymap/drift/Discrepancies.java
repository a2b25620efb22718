package polis.dependencymap.drift;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.city.City;
import polis.dependencymap.city.Way;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.Node;

/**
 * Compares a city with its catalogue. Only services declare what they depend on, and only services: roads to databases,
 * caches and into the world are never undeclared. Who is not in the catalogue and is called by nobody is a client.
 */
public final class Discrepancies {

    /** Of each type at most so many are found: a topic of many senders and readers has their product. */
    public static final int MOST = 5_000;

    private final City city;
    private final List<Discrepancy> found = new ArrayList<>();
    private int room;

    private Discrepancies(City city) {
        this.city = city;
    }

    /** Those of each type up to a limit, by type, then by name. */
    public static List<Discrepancy> of(City city) {
        var search = new Discrepancies(city);
        for (Discrepancy.Type type : Discrepancy.Type.values()) {
            search.room = MOST;
            switch (type) {
                case DECLARED_NOT_OBSERVED -> city.roads().ways().stream()
                        .filter(way -> way.declared() && !way.observed()).forEach(way -> search.add(type, way));
                case OBSERVED_NOT_DECLARED -> search.undeclared();
                case TIER_INVERSION ->
                    city.roads().ways().stream().filter(city::isInversion).forEach(way -> search.add(type, way));
                case UNDESCRIBED_SERVICE -> search.undescribed();
            }
        }
        return search.found;
    }

    private void add(Discrepancy.Type type, Way way) {
        add(new Discrepancy(type, way.from(), way.to(), null, way));
    }

    private void add(Discrepancy discrepancy) {
        if (room > 0) {
            room--;
            found.add(discrepancy);
        }
    }

    private void undeclared() {
        for (Way way : city.roads().ways()) {
            boolean toldOf = city.entry(way.road().from()) != null;
            if (way.observed() && !way.declared() && toldOf && way.road().to().type() == NodeType.SERVICE) {
                add(Discrepancy.Type.OBSERVED_NOT_DECLARED, way);
            }
        }
        for (int place = 0; place < city.roads().places().size() && room > 0; place++) {
            if (city.roads().places().get(place).type() == NodeType.TOPIC) {
                undeclaredOver(place);
            }
        }
    }

    /**
     * Either side may declare what goes over a topic: the consumer needs the producer, the producer means the consumer.
     */
    private void undeclaredOver(int topic) {
        Graph graph = city.lived();
        for (int i = 0; i < graph.inDegree(topic) && room > 0; i++) {
            Way in = city.observed().get(graph.inEdge(topic, i));
            CatalogEntry producer = city.entry(in.road().from());
            for (int k = 0; k < graph.outDegree(topic); k++) {
                Way out = city.observed().get(graph.outEdge(topic, k));
                CatalogEntry consumer = city.entry(out.road().to());
                boolean planned = in.declared() && out.declared();
                if (producer != null && consumer != null && !planned && !producer.name().equals(consumer.name())
                        && !declares(producer, consumer) && !declares(consumer, producer)) {
                    add(new Discrepancy(Discrepancy.Type.OBSERVED_NOT_DECLARED, producer.name(), consumer.name(),
                            city.roads().places().get(topic).name(), out));
                }
            }
        }
    }

    private static boolean declares(CatalogEntry entry, @Nullable CatalogEntry other) {
        return other != null && entry.dependsOn().contains(other.name());
    }

    private void undescribed() {
        for (int number = 0; number < city.roads().places().size(); number++) {
            Node place = city.roads().places().get(number);
            if (place.type() == NodeType.SERVICE && city.entry(place) == null && city.graph().fanIn(number) > 0) {
                add(new Discrepancy(Discrepancy.Type.UNDESCRIBED_SERVICE, place.name(), null, null, null));
            }
        }
    }
}
