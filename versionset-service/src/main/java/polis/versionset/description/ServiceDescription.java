package polis.versionset.description;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.versionset.manifest.Manifest;

/** What the registry is told of a service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServiceDescription(String title, @Nullable String description, int tier, @Nullable String owner,
        @Nullable String domain, List<String> dependsOn) {

    static ServiceDescription of(Manifest.Service service) {
        return new ServiceDescription(service.title(), service.description(), service.tier(), service.owner(),
                service.domain(), service.dependsOn());
    }

}
