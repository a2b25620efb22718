package polis.scheduler.execute;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.scheduler.cluster.Action;
import polis.scheduler.cluster.FailureHistory;
import polis.scheduler.cluster.Operation;
import polis.scheduler.cluster.Operation.Direction;
import polis.scheduler.cluster.Operation.Status;
import polis.scheduler.cluster.Operations;
import polis.scheduler.cluster.Revisions;
import polis.scheduler.cluster.Rollout;
import polis.scheduler.cluster.RolloutStep;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.State;
import polis.scheduler.cluster.StepStatus;
import polis.scheduler.cluster.Steps;
import polis.scheduler.reconcile.Command;
import polis.scheduler.workload.Reasons;

/** Begins, turns round and ends operations. */
@Component
class OperationRecorder {

    private static final Logger log = LoggerFactory.getLogger(OperationRecorder.class);

    private final Operations operations;
    private final Steps steps;
    private final FailureHistory failures;
    private final Revisions revisions;
    private final Reasons reasons;

    OperationRecorder(Operations operations, Steps steps, FailureHistory failures, Revisions revisions,
            Reasons reasons) {
        this.operations = operations;
        this.steps = steps;
        this.failures = failures;
        this.revisions = revisions;
        this.reasons = reasons;
    }

    boolean record(Command.Recorded.OfOperation command, State state, Instant now) {
        switch (command) {
            case Command.BeginStep(String service) -> beginStep(state, service, now);
            case Command.Heal(String service, String reason) -> {
                long heal = operations.openHeal(state.revision(), service, reason, now);
                log.info("Operation op-{} heals {}: {}", heal, service, reason);
            }
            case Command.Healed(String service) -> healed(state, service, now);
            case Command.Abandon(String service, String instance, String reason) ->
                abandon(state, service, instance, reason, now);
            case Command.GiveUp(String service, String instance, String reason) ->
                giveUp(state, service, instance, reason, now);
            case Command.Complete(Direction direction) -> complete(state, direction, now);
        }
        return true;
    }

    private void beginStep(State state, String service, Instant now) {
        Rollout rollout = state.desired().rollout();
        if (rollout == null) {
            return;
        }
        Operation apply = rollout.operation();
        operations.beginStep(apply.seq(), service, apply.direction(), now);
        failures.clear(service);
        ServiceTarget next = rollout.next(service);
        if (apply.direction() == Direction.BACK) {
            steps.begin(apply.seq(), service, null, Action.ROLLBACK, null, now);
        } else if (next != null && next.external()) {
            steps.begin(apply.seq(), service, null, Action.AWAIT_REGISTRATION, "version " + next.version(), now);
        }
    }

    private void healed(State state, String service, Instant now) {
        Operation heal = state.heals().get(service);
        if (heal != null) {
            operations.end(heal.seq(), Status.SUCCEEDED, null, now);
            steps.skip(heal.seq(), false, "not needed", now);
            log.info("{} is healed", service);
        }
    }

    private void abandon(State state, String service, @Nullable String instance, String reason, Instant now) {
        Rollout rollout = state.desired().rollout();
        if (rollout != null) {
            Operation apply = rollout.operation();
            ServiceTarget next = rollout.next(service);
            String why = service + (next == null ? "" : " " + next.version())
                    + (instance == null ? "" : " (" + instance + ")") + " " + reasons.withLogTail(reason, instance);
            steps.skip(apply.seq(), false, "the revision failed", now);
            if (instance != null) {
                steps.fail(apply.seq(), instance, why, now);
            }
            steps.end(apply.seq(), service, null, Action.AWAIT_REGISTRATION, StepStatus.FAILED, why, now);
            // Without a revision to go back to only the failing service is taken back; the rest stays.
            operations.turnBack(apply.seq(), service, state.desired().revision() == null ? service : null, why);
            log.warn("Operation op-{} goes back: {}", apply.seq(), why);
        }
    }

    private void giveUp(State state, String service, @Nullable String instance, String reason, Instant now) {
        Rollout rollout = state.desired().rollout();
        if (rollout != null) {
            Operation apply = rollout.operation();
            finish(state, rollout, Status.FAILED, "%s; going back failed too: %s %s".formatted(apply.reason(), service,
                    reasons.withLogTail(reason, instance)), now);
        }
    }

    private void complete(State state, Direction direction, Instant now) {
        Rollout rollout = state.desired().rollout();
        if (rollout == null || rollout.direction() != direction) {
            return;
        }
        Operation apply = rollout.operation();
        if (direction == Direction.FORWARD) {
            finish(state, rollout, Status.SUCCEEDED, null, now);
            revisions.keep(apply.revision(), Set.of(), Set.of());
        } else if (state.desired().revision() != null) {
            finish(state, rollout, Status.ROLLED_BACK, apply.reason(), now);
        } else {
            finish(state, rollout, Status.FAILED, apply.reason(), now);
            Set<String> excluded = rollout.steps().stream()
                    .filter(step -> !step.forwardBegun() || step.progress().reverts()).map(RolloutStep::service)
                    .collect(Collectors.toSet());
            revisions.keep(apply.revision(), excluded, apply.service() == null ? Set.of() : Set.of(apply.service()));
        }
    }

    private void finish(State state, Rollout rollout, Status status, @Nullable String reason, Instant now) {
        long operation = rollout.operation().seq();
        boolean failed = status == Status.FAILED && state.desired().revision() != null;
        for (RolloutStep step : rollout.steps()) {
            if (step.next() != null && step.next().external()) {
                steps.end(operation, step.service(), null, Action.AWAIT_REGISTRATION, StepStatus.SUCCEEDED, null, now);
            }
            steps.end(operation, step.service(), null, Action.ROLLBACK,
                    failed ? StepStatus.FAILED : StepStatus.SUCCEEDED, null, now);
        }
        steps.skip(operation, false, "not needed", now);
        operations.end(operation, status, reason, now);
        log.info("Operation op-{} has ended: {}{}", operation, status, reason == null ? "" : ", " + reason);
    }
}
