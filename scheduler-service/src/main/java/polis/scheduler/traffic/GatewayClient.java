package polis.scheduler.traffic;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What the scheduler wants of gateway-service's administration. */
@HttpExchange("/api/v1/upstreams")
interface GatewayClient {

    @PutExchange("/{service}/instances/{id}")
    UpstreamInstance weigh(@PathVariable String service, @PathVariable String id, @RequestBody Weight weight);

    /** Share of the traffic, 0 to 100. */
    record Weight(int weight) {}

    record UpstreamInstance(int inFlight) {}
}
