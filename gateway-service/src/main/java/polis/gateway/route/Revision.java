package polis.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A revision of the architecture, with what the gateway reads of it. */
record Revision(long number, @Nullable Manifest manifest) {

    record Manifest(@Nullable Map<String, Service> services) {}

    record Service(@Nullable List<ManifestRoute> routes) {}

    record ManifestRoute(@Nullable String path, @Nullable Integer stripPrefix, @Nullable Boolean passAuthorization) {}

    /** Returns whether it has the shape of a revision: anything else that answers under the address does not. */
    boolean wellFormed() {
        return number > 0 && manifest != null && manifest.services() != null;
    }

    /** The routes, services in alphabetical order, so that every gateway resolves a conflict the same way. */
    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        if (manifest == null || manifest.services() == null) {
            return routes;
        }
        new TreeMap<>(manifest.services()).forEach((name, service) -> {
            List<ManifestRoute> declared = service == null || service.routes() == null ? List.of() : service.routes();
            for (ManifestRoute route : declared) {
                if (route != null && route.path() != null) {
                    int strip = route.stripPrefix() == null ? 0 : Math.max(0, route.stripPrefix());
                    routes.add(new Route(name, route.path(), strip, Boolean.TRUE.equals(route.passAuthorization())));
                }
            }
        });
        return routes;
    }
}
