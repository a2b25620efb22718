package polis.versionset.description;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.versionset.manifest.About;
import polis.versionset.manifest.Service;

/** What the registry is told of a service. */
// ADR 25
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServiceDescription(String title, @Nullable String description, int tier, @Nullable String owner,
        @Nullable String domain, List<String> dependsOn) {

    static ServiceDescription of(Service service) {
        About about = service.about();
        return new ServiceDescription(about.title(), about.description(), about.tier(), about.owner(), about.domain(),
                service.dependsOn());
    }

}
