package polis.versionset.revision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import polis.versionset.manifest.Manifest;

/** What is asked of the scheduler. */
@HttpExchange("/api/v1")
interface SchedulerClient {

    record Findings(List<Finding> findings) {}

    record Finding(String pointer, String detail, @Nullable String suggestion) {}

    /** Whether its nodes could run the manifest: artifacts there, memory enough. */
    @PostExchange("/manifests/check")
    Findings check(@RequestBody Manifest manifest);

}
