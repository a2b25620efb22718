package polis.gateway.upstream;

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
import polis.gateway.peer.Freshness;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@RestController
class UpstreamController {

    private final Upstreams upstreams;

    private final LastInstances store;

    private final InstanceFollower follower;

    private final Clock clock;

    UpstreamController(Upstreams upstreams, LastInstances store, InstanceFollower follower, Clock clock) {
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
                        upstream.members().stream().map(UpstreamController::view).toList()))
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
        Member member = known(service, id);
        int weight = request.weight();
        return Mono.fromCallable(() -> {
            store.saveWeight(member.instance(), weight);
            // The registry may have described it anew in the meantime.
            Member current = known(service, id);
            current.adminWeight(weight, clock.millis());
            return view(current);
        }).subscribeOn(Schedulers.boundedElastic());
    }

    private Member known(String service, String id) {
        Member member = upstreams.member(new Instance.Key(service, id));
        if (member == null) {
            throw new ProblemException(StandardProblem.NOT_FOUND, "The gateway knows no instance " + id
                    + " of the service " + service + ": nothing is in flight there. GET /api/v1/upstreams lists them.");
        }
        return member;
    }

    private static InstanceView view(Member member) {
        Instance instance = member.instance();
        Long until = member.ejectedUntilMillis();
        return new InstanceView(member.id(), member.host(), member.port(), instance.version(),
                member.barred() == null ? member.adminWeight() : 0, member.inFlight(), String.valueOf(instance.state()),
                until == null ? null : Instant.ofEpochMilli(until), member.barred());
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
