package polis.cli.city;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The applications of a city as they were when it was started: a newer build comes into force with the next start. */
final class AppImages {

    private final CityPlan plan;
    private final Map<CityService, AppImage> images = new EnumMap<>(CityService.class);

    AppImages(CityPlan plan) {
        this.plan = plan;
    }

    synchronized AppImage of(CityService service) {
        return images.computeIfAbsent(service, wanted -> AppImage.of(wanted, plan));
    }

    List<AppImage> all() {
        return Stream.of(CityService.values()).map(this::of).toList();
    }
}
