package polis.cli.stack;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import polis.cli.api.PolisService;

/** The applications of a stack as they were when it was started: a newer build comes into force with the next start. */
final class AppImages {

    private final StackPlan plan;
    private final Map<PolisService, AppImage> images = new EnumMap<>(PolisService.class);

    AppImages(StackPlan plan) {
        this.plan = plan;
    }

    synchronized AppImage of(PolisService service) {
        return images.computeIfAbsent(service, wanted -> AppImage.of(wanted, plan));
    }

    List<AppImage> all() {
        return Stream.of(PolisService.values()).map(this::of).toList();
    }
}
