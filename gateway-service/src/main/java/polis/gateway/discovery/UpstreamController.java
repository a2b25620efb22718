package polis.gateway.discovery;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import polis.gateway.upstream.Instance;
import polis.gateway.upstream.Upstream;
import polis.gateway.upstream.UpstreamInstance;
import polis.gateway.upstream.Upstreams;
import polis.peer.Freshness;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@RestController
class UpstreamController {

    private final Upstreams upstreams;
    private final InstanceStore store;
    private final InstanceFollower follower;
    private final Clock clock;

    UpstreamController(Upstreams upstreams, InstanceStore store, InstanceFollower follower, Clock clock) {
        this.upstreams = upstreams;
        this.store = store;
        this.follower = follower;
        this.clock = clock;
    }

    @GetMapping("/api/v1/upstreams")
    @Operation(summary = "The services with their instances: weight, requests in flight, ejections")
    UpstreamList upstreams() {
        Freshness freshness = follower.freshness();
        List<UpstreamView> items = upstreams.all().stream().sorted(Comparator.comparing(Upstream::service))
                .map(upstream -> new UpstreamView(upstream.service(), freshness.stale(), freshness.age(),
                        upstream.instances().stream().map(UpstreamController::view).toList()))
                .toList();
        return new UpstreamList(items, freshness.stale(), freshness.age());
    }

    @GetMapping("/api/v1/upstreams/{service}/instances/{id}")
    @Operation(summary = "One instance: weight, requests in flight, ejection")
    InstanceView instance(@PathVariable String service, @PathVariable String id) {
        return view(known(service, id));
    }

    @PutMapping("/api/v1/upstreams/{service}/instances/{id}")
    @Operation(summary = "Sets the weight of an instance", description = "0 pulls it: from then on it gets no new request, and is drained when inFlight is 0. "
            + "The weight outlives restarts, and is forgotten when the instance is gone.")
    Mono<InstanceView> weigh(@PathVariable String service, @PathVariable String id,
            @RequestBody @Valid WeightRequest request) {
        UpstreamInstance instance = known(service, id);
        int weight = request.weight();
        return Mono.fromCallable(() -> {
            store.saveWeight(instance.instance(), weight);
            // The registry may have described it anew in the meantime.
            UpstreamInstance current = known(service, id);
            current.adminWeight(weight, clock.millis());
            return view(current);
        }).subscribeOn(Schedulers.boundedElastic());
    }

    private UpstreamInstance known(String service, String id) {
        UpstreamInstance known = upstreams.instance(new Instance.Key(service, id));
        if (known == null) {
            throw new ProblemException(StandardProblem.NOT_FOUND, "The gateway knows no instance " + id
                    + " of the service " + service + ": nothing is in flight there. GET /api/v1/upstreams lists them.");
        }
        return known;
    }

    private static InstanceView view(UpstreamInstance instance) {
        Instance described = instance.instance();
        Long until = instance.ejectedUntilMillis();
        return new InstanceView(instance.id(), instance.host(), instance.port(), described.version(),
                instance.barred() == null ? instance.adminWeight() : 0, instance.inFlight(),
                String.valueOf(described.state()), until == null ? null : Instant.ofEpochMilli(until),
                instance.barred());
    }

    record UpstreamList(List<UpstreamView> items, boolean stale, @Nullable Duration age) {}

    /**
     * @param stale whether registry-service has not confirmed the instances lately
     * @param age since the last confirmation; null when there was none ever
     */
    record UpstreamView(String service, boolean stale, @Nullable Duration age, List<InstanceView> instances) {}

    /**
     * @param weight 0 also while it is barred
     * @param ejectedUntil when an instance that refused connections is looked at again; null when it did not
     * @param barred why it gets no traffic where it is, whatever its weight: its address is forbidden, or its name not
     *               known; null when neither is so
     */
    record InstanceView(String id, String host, int port, @Nullable String version, int weight, int inFlight,
            String state, @Nullable Instant ejectedUntil, @Nullable String barred) {}

    record WeightRequest(@NotNull @Min(0) @Max(100) Integer weight) {}
}
