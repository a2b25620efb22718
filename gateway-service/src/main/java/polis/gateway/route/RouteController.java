package polis.gateway.route;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import polis.peer.Freshness;

@RestController
class RouteController {

    private final Routes routes;
    private final RevisionFollower follower;

    RouteController(Routes routes, RevisionFollower follower) {
        this.routes = routes;
        this.follower = follower;
    }

    @GetMapping("/api/v1/routes")
    @Operation(summary = "The routes in force, and how old they are")
    RouteList routes() {
        RouteTable table = routes.table();
        Freshness freshness = follower.freshness();
        return new RouteList(table.entries().stream().map(RouteView::of).toList(), table.revision(), freshness.stale(),
                freshness.age());
    }

    /**
     * @param revision the revision that the routes are of; null when there is none
     * @param stale whether versionset-service has not confirmed them lately
     * @param age since the last confirmation; null when there was none ever
     */
    record RouteList(List<RouteView> items, @Nullable Long revision, boolean stale, @Nullable Duration age) {}

    /** @param problem why the route takes no requests; null when it does */
    record RouteView(String service, String path, int stripPrefix, boolean passAuthorization,
            @Nullable String problem) {

        static RouteView of(RouteTable.Entry entry) {
            Route route = entry.route();
            return new RouteView(route.service(), route.path(), route.stripPrefix(), route.passAuthorization(),
                    entry.problem());
        }
    }
}
