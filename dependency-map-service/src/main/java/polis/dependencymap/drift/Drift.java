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
import polis.dependencymap.city.Sheet;
import polis.dependencymap.city.Way;
import polis.dependencymap.drift.Sightings.Ends;
import polis.dependencymap.drift.Sightings.Seen;

/** Says of a map where it is not as it was declared, and since when. */
@Component
public class Drift {

    private final Sightings sightings;

    Drift(Sightings sightings) {
        this.sightings = sightings;
    }

    /** All that is to be said of a map. */
    public List<DriftItem> of(Sheet sheet) {
        List<Discrepancy> found = Discrepancies.of(sheet.city());
        Map<Ends, Seen> seen = sightings
                .roads(found.stream().map(Drift::seenAs).filter(Objects::nonNull).collect(Collectors.toSet()));
        Map<Ends, Instant> declared = sightings.declarations();
        return found.stream().map(each -> item(each, sheet, seen, declared)).toList();
    }

    /** The road that shows it, if it is one. */
    private static @Nullable Ends seenAs(Discrepancy each) {
        String to = each.to();
        return to == null ? null : new Ends(each.via() == null ? each.from() : each.via(), to);
    }

    static String typeName(Discrepancy.Type type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static DriftItem item(Discrepancy each, Sheet sheet, Map<Ends, Seen> seen, Map<Ends, Instant> declared) {
        String to = each.to();
        Way way = each.way();
        Ends ends = seenAs(each);
        Seen road = ends == null ? null : seen.get(ends);
        Instant since = to == null ? null : declared.get(new Ends(each.from(), to));
        Instant now = sheet.range().to();
        return new DriftItem(typeName(each.type()), each.from(), to, each.via(), way == null ? null : way.kind(), since,
                road == null ? null : road.first(), road == null ? null : road.last(),
                age(each.type(), since, road, now), way == null ? 0 : sheet.rate(way.load()), tier(sheet, each.from()),
                to == null ? null : tier(sheet, to), message(each, road));
    }

    private static @Nullable Duration age(Discrepancy.Type type, @Nullable Instant declared, @Nullable Seen road,
            Instant now) {
        Instant begun = switch (type) {
            case DECLARED_NOT_OBSERVED -> road == null ? declared : road.last();
            case OBSERVED_NOT_DECLARED -> road == null ? null : road.first();
            case TIER_INVERSION -> road == null ? declared : road.first();
            case UNDESCRIBED_SERVICE -> null;
        };
        return begun == null || begun.isAfter(now)
                ? null
                : Duration.ofSeconds(Duration.between(begun, now).toSeconds());
    }

    private static @Nullable Integer tier(Sheet sheet, String name) {
        int number = sheet.city().roads().numberOf(name);
        CatalogEntry entry = number < 0 ? null : sheet.city().entry(sheet.city().roads().places().get(number));
        return entry == null ? null : entry.tier();
    }

    private static String message(Discrepancy each, @Nullable Seen road) {
        return switch (each.type()) {
            case DECLARED_NOT_OBSERVED -> road == null
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
