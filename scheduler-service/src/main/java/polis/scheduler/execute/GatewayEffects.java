package polis.scheduler.execute;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import polis.scheduler.cluster.Action;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.StepStatus;
import polis.scheduler.cluster.Steps;
import polis.scheduler.cluster.Timeline.Milestone;
import polis.scheduler.cluster.Traffic;
import polis.scheduler.reconcile.Command;

/** Opens and pulls the gateway's traffic. */
@Component
class GatewayEffects {

    private static final Logger log = LoggerFactory.getLogger(GatewayEffects.class);

    /** So long the gateway may take to hear of an instance that the registry shows as RUN. */
    private static final Duration GATEWAY_HEARS = Duration.ofSeconds(10);

    private final Traffic traffic;
    private final Instances instances;
    private final Steps steps;
    private final TransactionOperations transaction;
    private final InstantSource clock;

    GatewayEffects(Traffic traffic, Instances instances, Steps steps, TransactionOperations transaction,
            InstantSource clock) {
        this.traffic = traffic;
        this.instances = instances;
        this.steps = steps;
        this.transaction = transaction;
        this.clock = clock;
    }

    void run(Command.Outward.ToGateway command) {
        Instance instance = instances.get(command.instance());
        switch (command) {
            case Command.OpenTraffic _ -> open(instance);
            case Command.PullTraffic _ -> pull(instance);
        }
    }

    private void open(Instance instance) {
        if (instance.phase() != Phase.RUN || instance.timeline().has(Milestone.OPENED)) {
            return;
        }
        Instant now = clock.instant();
        steps.begin(instance, Action.OPEN_TRAFFIC, null, now);
        switch (traffic.open(instance.service(), instance.id())) {
            case Traffic.Answer.Done _ -> opened(instance, StepStatus.SUCCEEDED, null);
            case Traffic.Answer.Away _ -> opened(instance, StepStatus.SKIPPED, "the gateway is away");
            case Traffic.Answer.Unknown _ -> {
                Instant run = instance.timeline().at(Milestone.RUN);
                if (!instance.target().traffic().routed()) {
                    opened(instance, StepStatus.SKIPPED, "not reached through the gateway");
                } else if (run != null && !now.isBefore(run.plus(GATEWAY_HEARS))) {
                    opened(instance, StepStatus.SKIPPED, "the gateway does not know the instance");
                }
            }
        }
    }

    private void opened(Instance instance, StepStatus status, @Nullable String reason) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(tx -> {
            instances.opened(instance.id(), now);
            steps.end(instance, Action.OPEN_TRAFFIC, status, reason, now);
        });
    }

    private void pull(Instance instance) {
        if (instance.phase() != Phase.DRAINING || instance.timeline().has(Milestone.IDLE)) {
            return;
        }
        switch (traffic.pull(instance.service(), instance.id())) {
            case Traffic.Answer.Done(int inFlight) -> pulled(instance, inFlight == 0, StepStatus.SUCCEEDED, null);
            case Traffic.Answer.Unknown _ ->
                pulled(instance, true, StepStatus.SKIPPED, "not reached through the gateway");
            // It may come back with the instance still open: it is asked again until drain.timeout.
            case Traffic.Answer.Away _ -> log.debug("The gateway is away, {} is not pulled yet", instance.id());
        }
    }

    private void pulled(Instance instance, boolean idle, StepStatus status, @Nullable String reason) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(tx -> {
            instances.pulled(instance.id(), idle, now);
            if (idle) {
                steps.end(instance, Action.PULL_TRAFFIC, status, reason, now);
            }
        });
    }
}
