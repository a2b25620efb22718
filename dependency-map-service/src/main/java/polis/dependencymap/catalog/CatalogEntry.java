package polis.dependencymap.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as the registry knows it.
 *
 * @param version the one that most instances have
 * @param instances all that are not gone
 * @param running those of them in the state RUN
 * @param dependsOn the services that it is declared to call
 */
public record CatalogEntry(String name, @Nullable String domain, @Nullable Integer tier, @Nullable String owner,
        @Nullable String lifecycle, @Nullable String version, int instances, int running, List<String> dependsOn) {

    /** Returns whether it has a domain, tier, owner or dependencies. */
    public boolean isDescribed() {
        return domain != null || tier != null || owner != null || !dependsOn.isEmpty();
    }
}
