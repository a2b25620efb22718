package polis.versionset.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What is asked of the scheduler. */
@HttpExchange("/api/v1")
interface SchedulerClient {

    record Findings(List<Finding> findings) {}

    record Finding(String pointer, String detail, @Nullable String suggestion) {}

    /** Returns why its nodes could not run a manifest, given in the normal form: artifacts missing, memory short. */
    @PostExchange(url = "/manifests/check", contentType = MediaType.APPLICATION_JSON_VALUE)
    Findings check(@RequestBody String manifest);

}
