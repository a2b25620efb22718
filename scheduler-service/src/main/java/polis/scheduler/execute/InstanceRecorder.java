package polis.scheduler.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.scheduler.cluster.Action;
import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.FailureHistory;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Instance.Endpoint;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.State;
import polis.scheduler.cluster.StepStatus;
import polis.scheduler.cluster.Steps;
import polis.scheduler.cluster.Timeline;
import polis.scheduler.cluster.Timeline.Milestone;
import polis.scheduler.reconcile.Command;
import polis.scheduler.reconcile.Limits;
import polis.scheduler.workload.Ports;
import polis.scheduler.workload.Reasons;

/** Writes down where instances stand, from the intent to the end, and ends their processes. */
@Component
class InstanceRecorder {

    private static final Logger log = LoggerFactory.getLogger(InstanceRecorder.class);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Steps steps;
    private final Instances instances;
    private final FailureHistory failures;
    private final Ports ports;
    private final Driver driver;
    private final Reasons reasons;
    private final Limits limits;

    InstanceRecorder(Steps steps, Instances instances, FailureHistory failures, Ports ports, Driver driver,
            Reasons reasons, Limits limits) {
        this.steps = steps;
        this.instances = instances;
        this.failures = failures;
        this.ports = ports;
        this.driver = driver;
        this.reasons = reasons;
        this.limits = limits;
    }

    /** Returns false for a command that changes nothing when it is done again. */
    boolean record(Command.Recorded.OfInstance command, State state, Instant now) {
        switch (command) {
            case Command.Provision(_, ServiceTarget target, String node) -> provision(state, target, node, now);
            case Command.AwaitRoom(String service, long needed, long free) -> {
                steps.begin(state.operationFor(service), service, null, Action.PROVISION,
                        "waits for room: needs %d MiB, %d MiB are free".formatted(needed >> 20, free >> 20), now);
                return false;
            }
            case Command.Healthy(String id) -> {
                if (instances.advance(id, Phase.STARTING, Phase.HEALTHY, now)) {
                    ended(state, id, Action.AWAIT_HEALTHY, null, now);
                    state.instance(id)
                            .ifPresent(instance -> steps.begin(instance, Action.AWAIT_REGISTRATION, null, now));
                }
            }
            case Command.Serve(String id) -> {
                if (instances.advance(id, Phase.HEALTHY, Phase.RUN, now)) {
                    ended(state, id, Action.AWAIT_REGISTRATION, null, now);
                }
            }
            case Command.MarkForReplacement(String id, String reason) -> markForReplacement(state, id, reason, now);
            case Command.Withdraw(String id, String reason) -> withdraw(state, id, reason, now);
            case Command.Stop(String id, String reason) -> stop(state, id, reason, now);
            case Command.Kill(String id) -> {
                driver.end(id, true);
                return false;
            }
            case Command.RecordExit(String id, boolean failed) -> recordExit(state, id, failed, now);
        }
        return true;
    }

    private void provision(State state, ServiceTarget target, String node, Instant now) {
        String service = target.service();
        OptionalInt port = ports.free(instances.portsTaken(node));
        Long operation = state.operationFor(service);
        if (port.isEmpty()) {
            steps.begin(operation, service, null, Action.PROVISION, "waits for a free port", now);
            return;
        }
        String id = service + "-" + suffix();
        instances.intend(new Instance(id, target, state.revisionOf(target), operation,
                new Endpoint(node, ports.host(), port.getAsInt()), Timeline.intended(now), null));
        steps.begin(operation, service, id, Action.PROVISION, null, now);
        steps.end(operation, service, id, Action.PROVISION, StepStatus.SUCCEEDED,
                "%s %s on node %s, port %d".formatted(service, target.version(), node, port.getAsInt()), now);
    }

    private static String suffix() {
        return RandomGenerator.getDefault().ints(5, 0, LETTERS.length()).mapToObj(LETTERS::charAt).map(String::valueOf)
                .reduce("", String::concat);
    }

    private void markForReplacement(State state, String id, String said, Instant now) {
        Instance instance = state.instance(id).orElse(null);
        String reason = reasons.masked(said, id);
        if (instance != null && instance.timeline().replaceReason() == null) {
            instances.markForReplacement(id, reason);
            if (instance.phase() != Phase.RUN) {
                String why = id + " " + reasons.withLogTail(reason, id);
                failures.failed(instance.service(), id, why, true, now);
                steps.fail(instance.operation(), id, why, now);
            }
            log.info("Replacing {}: it {}", id, reason);
        }
    }

    private void withdraw(State state, String id, String reason, Instant now) {
        Instance instance = state.instance(id).orElse(null);
        if (instance != null && instances.withdraw(id, state.operationFor(instance.service()), now)) {
            steps.begin(state.operationFor(instance.service()), instance.service(), id, Action.PULL_TRAFFIC, reason,
                    now);
        }
    }

    private void stop(State state, String id, String reason, Instant now) {
        Instance instance = state.instance(id).orElse(null);
        if (instance == null) {
            return;
        }
        Long operation = state.operationFor(instance.service());
        if (instance.phase() == Phase.DRAINING) {
            ended(state, id, Action.DRAIN, null, now);
        } else {
            steps.fail(instance.operation(), id, reason, now);
        }
        if (instances.stop(id, operation, now)) {
            steps.begin(operation == null ? instance.operation() : operation, instance.service(), id, Action.STOP,
                    reason, now);
        }
        driver.end(id, false);
    }

    private void recordExit(State state, String id, boolean failed, Instant now) {
        Instance instance = state.instance(id).orElse(null);
        if (instance == null) {
            return;
        }
        String end = "ended" + reasons.exitStatus(id);
        if (failed) {
            Instant run = instance.timeline().at(Milestone.RUN);
            boolean early = run == null || Duration.between(run, now).compareTo(limits.stableAfter()) < 0;
            String why = id + " " + reasons.withLogTail(end, id);
            instances.recordExit(id, why, now);
            steps.fail(instance.operation(), id, why, now);
            failures.failed(instance.service(), id, why, early, now);
            log.warn("{}", why);
        } else {
            instances.recordExit(id, end, now);
            ended(state, id, Action.STOP, end, now);
            steps.fail(instance.operation(), id, end, now);
        }
        driver.forget(id);
    }

    private void ended(State state, String id, Action action, @Nullable String reason, Instant now) {
        state.instance(id).ifPresent(instance -> steps.end(instance, action, StepStatus.SUCCEEDED, reason, now));
    }
}
