package polis.dependencymap.drift;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.drift.Sightings.Ends;
import polis.dependencymap.drift.Sightings.Seen;
import polis.dependencymap.rendering.Edge;
import polis.dependencymap.rendering.RenderedMap;

/** Finds where a map differs from what is declared, and since when. */
@Component
public class Drift {

    private final Sightings sightings;

    Drift(Sightings sightings) {
        this.sightings = sightings;
    }

    /** Returns the findings of a map. */
    public List<DriftItem> of(RenderedMap rendered) {
        List<Discrepancy> found = Discrepancies.of(rendered.map());
        Map<Ends, Seen> seen = sightings
                .edges(found.stream().map(Drift::seenAs).filter(Objects::nonNull).collect(Collectors.toSet()));
        Map<Ends, Instant> declared = sightings.declarations();
        return found.stream().map(each -> item(each, rendered, seen, declared)).toList();
    }

    /** Returns the edge that shows it, or null. */
    private static @Nullable Ends seenAs(Discrepancy each) {
        String to = each.to();
        return to == null ? null : new Ends(each.via() == null ? each.from() : each.via(), to);
    }

    static String typeName(Discrepancy.Type type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static DriftItem item(Discrepancy each, RenderedMap rendered, Map<Ends, Seen> seen,
            Map<Ends, Instant> declared) {
        String to = each.to();
        Edge edge = each.edge();
        Ends ends = seenAs(each);
        Seen sighting = ends == null ? null : seen.get(ends);
        Instant since = to == null ? null : declared.get(new Ends(each.from(), to));
        Instant now = rendered.range().to();
        return new DriftItem(typeName(each.type()), each.from(), to, each.via(), edge == null ? null : edge.kind(),
                since, sighting == null ? null : sighting.first(), sighting == null ? null : sighting.last(),
                age(each.type(), since, sighting, now), edge == null ? 0 : rendered.rate(edge.load()),
                tier(rendered, each.from()), to == null ? null : tier(rendered, to), message(each, sighting));
    }

    private static @Nullable Duration age(Discrepancy.Type type, @Nullable Instant declared, @Nullable Seen sighting,
            Instant now) {
        Instant begun = switch (type) {
            case DECLARED_NOT_OBSERVED -> sighting == null ? declared : sighting.last();
            case OBSERVED_NOT_DECLARED -> sighting == null ? null : sighting.first();
            case TIER_INVERSION -> sighting == null ? declared : sighting.first();
            case UNDESCRIBED_SERVICE -> null;
        };
        return begun == null || begun.isAfter(now)
                ? null
                : Duration.ofSeconds(Duration.between(begun, now).toSeconds());
    }

    private static @Nullable Integer tier(RenderedMap rendered, String name) {
        int number = rendered.map().topology().numberOf(name);
        CatalogEntry entry = number < 0 ? null : rendered.map().entry(rendered.map().topology().nodes().get(number));
        return entry == null ? null : entry.tier();
    }

    private static String message(Discrepancy each, @Nullable Seen sighting) {
        return switch (each.type()) {
            case DECLARED_NOT_OBSERVED -> sighting == null
                    ? "%s is declared to depend on %s and has never been seen calling it. Drop it from dependsOn if it is not needed."
                            .formatted(each.from(), each.to())
                    : "%s is declared to depend on %s, but did not call it in this time.".formatted(each.from(),
                            each.to());
            case OBSERVED_NOT_DECLARED -> each.via() == null
                    ? "%s calls %s without saying so. Add %s to the dependsOn of %s, or stop the calls."
                            .formatted(each.from(), each.to(), each.to(), each.from())
                    : "%s reads what %s sends to %s, and neither says so. Add one to the other's dependsOn."
                            .formatted(each.to(), each.from(), each.via());
            case TIER_INVERSION ->
                "%s waits for %s, which is less vital: it can be no more available than that. Make %s more vital, or do without its answer."
                        .formatted(each.from(), each.to(), each.to());
            case UNDESCRIBED_SERVICE -> "%s is called and the registry does not know it.".formatted(each.from());
        };
    }
}
