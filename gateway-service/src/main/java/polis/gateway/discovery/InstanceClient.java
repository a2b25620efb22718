package polis.gateway.discovery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import polis.gateway.upstream.Instance;

/** What the gateway asks registry-service. */
interface InstanceClient {

    /** A page of all instances that are not gone. */
    @GetExchange("/api/v1/instances")
    ResponseEntity<Page> instances(@RequestParam int limit, @RequestParam(required = false) @Nullable String cursor);

    /** The events after this number: here only to see whether there are any. */
    @GetExchange("/api/v1/events")
    Events events(@RequestParam long after, @RequestParam int limit);

    record Events(@Nullable List<Numbered> items) {}

    record Numbered(long seq) {}

    record Page(@Nullable List<Instance> items, @Nullable String nextCursor) {}
}
