package polis.dependencymap.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** The part of registry-service that the map reads. */
@HttpExchange("/api/v1")
interface RegistryClient {

    @GetExchange("/services")
    Page services(@RequestParam int limit, @RequestParam(required = false) @Nullable String cursor);

    record Page(@Nullable List<Service> items, @Nullable String nextCursor) {}

    record Service(String name, @Nullable String domain, @Nullable Integer tier, @Nullable String owner,
            @Nullable String lifecycle, @Nullable List<String> dependsOn, @Nullable List<Version> versions,
            @Nullable Map<String, Integer> instances) {

        CatalogEntry entry() {
            Map<String, Integer> states = instances == null ? Map.of() : instances;
            int present = states.entrySet().stream().filter(state -> !state.getKey().equals("GONE"))
                    .mapToInt(Map.Entry::getValue).sum();
            String version = versions == null
                    ? null
                    : versions.stream().max(Comparator.comparingInt(Version::instances).thenComparing(Version::version))
                            .map(Version::version).orElse(null);
            return new CatalogEntry(name, domain, tier, owner, lifecycle, version, present,
                    states.getOrDefault("RUN", 0), dependsOn == null ? List.of() : List.copyOf(dependsOn));
        }
    }

    record Version(String version, int instances) {}
}
