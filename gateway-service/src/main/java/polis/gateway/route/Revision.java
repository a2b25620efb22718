package polis.gateway.route;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A revision of the architecture, with what the gateway reads of its manifest's normal form. versionset-service has
 * filled in every default there, so that a field which is missing means that this is no revision.
 */
// ADR 89
record Revision(long number, Manifest manifest) {

    Revision {
        Objects.requireNonNull(manifest, "manifest is missing");
        if (number < 1) {
            throw new IllegalArgumentException("number is missing");
        }
    }

    record Manifest(Map<String, Service> services) {

        Manifest {
            Objects.requireNonNull(services, "manifest.services is missing");
        }
    }

    record Service(List<ManifestRoute> routes) {

        Service {
            Objects.requireNonNull(routes, "routes of a service is missing");
        }
    }

    record ManifestRoute(String path, Integer stripPrefix, Boolean passAuthorization) {

        ManifestRoute {
            Objects.requireNonNull(path, "path of a route is missing");
            Objects.requireNonNull(stripPrefix, "stripPrefix of a route is missing");
            Objects.requireNonNull(passAuthorization, "passAuthorization of a route is missing");
        }
    }

    /** Returns the routes, services in alphabetical order, so that every gateway resolves a conflict the same way. */
    List<Route> routes() {
        return new TreeMap<>(manifest.services()).entrySet().stream()
                .flatMap(service -> service.getValue().routes().stream().map(route -> new Route(service.getKey(),
                        route.path(), route.stripPrefix(), route.passAuthorization())))
                .toList();
    }
}
