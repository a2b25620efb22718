package polis.scheduler.instance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Page;
import polis.scheduler.cluster.HealthChecks;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.Replica;
import polis.scheduler.cluster.RunningProcess;
import polis.scheduler.cluster.Timeline;
import polis.scheduler.cluster.Timeline.Milestone;

@RestController
class InstanceController {

    private final InstanceRows instances;
    private final HealthChecks health;

    InstanceController(InstanceRows instances, HealthChecks health) {
        this.instances = instances;
        this.health = health;
    }

    /** The instances that this scheduler answers for and that have not ended. */
    @GetMapping("/api/v1/instances")
    @Operation(summary = "The instances that this scheduler answers for and that have not ended")
    Page<InstanceView> list(@RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.cut(instances.page(cursor, limit + 1), limit, Instance::id).map(this::view);
    }

    private InstanceView view(Instance instance) {
        Replica.Probes probes = health.probes(instance.id());
        Timeline timeline = instance.timeline();
        RunningProcess process = instance.process();
        return new InstanceView(instance.id(), instance.service(), instance.version(), instance.revision(),
                instance.endpoint(), process == null ? null : process.pid(), timeline.phase(),
                instance.target().memory(), new Health(probes.successes(), probes.failures(), probes.last()),
                timeline.intendedAt(), timeline.at(Milestone.STARTED), timeline.at(Milestone.RUN),
                timeline.replaceReason());
    }

    /**
     * @param state how far the scheduler has brought it
     * @param memory bytes reserved for it
     * @param replaceReason why it is going to be replaced
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InstanceView(String id, String service, String version, long revision,
            @JsonUnwrapped Instance.Endpoint endpoint, @Nullable Long pid, Phase state, long memory, Health health,
            Instant intendedAt, @Nullable Instant startedAt, @Nullable Instant runAt, @Nullable String replaceReason) {}

    /** Checks in a row that went well, or that did not, and what the last one was answered. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Health(int successes, int failures, @Nullable String last) {}
}
