package polis.scheduler.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What the scheduler reads from and tells registry-service. */
@HttpExchange("/api/v1")
interface RegistryClient {

    @GetExchange("/instances")
    Page<InstanceEntry> instances(@RequestParam int limit, @RequestParam(required = false) @Nullable String cursor);

    @GetExchange("/services")
    Page<ServiceEntry> services(@RequestParam int limit, @RequestParam(required = false) @Nullable String cursor);

    @GetExchange("/services/{name}")
    ServiceEntry service(@PathVariable String name);

    @PutExchange("/services/{name}/instances/{id}")
    void announce(@PathVariable String name, @PathVariable String id, @RequestBody Announcement announcement);

    @PostExchange("/services/{name}/instances/{id}/transitions")
    void moveInstance(@PathVariable String name, @PathVariable String id, @RequestBody Move move);

    @PostExchange("/services/{name}/transitions")
    void moveService(@PathVariable String name, @RequestBody Move move);

    record Page<T>(List<T> items, @Nullable String nextCursor) {}

    record InstanceEntry(String service, String id, @Nullable String version, String state,
            @Nullable String eurekaStatus, boolean managed) {}

    record ServiceEntry(String name, @Nullable String lifecycle) {}

    record Announcement(String version, long revision, String host, int port, String node, String scheme) {}

    record Move(String to, String reason, @Nullable Long revision) {}
}
