package polis.scheduler.control;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.scheduler.manifest.ServiceSpec;
import polis.scheduler.operation.Action;
import polis.scheduler.operation.Operation;
import polis.scheduler.operation.Operation.Status;
import polis.scheduler.operation.Operations;
import polis.scheduler.operation.StepStatus;
import polis.scheduler.operation.Steps;
import polis.scheduler.reconcile.Command;
import polis.scheduler.reconcile.Rollout;
import polis.scheduler.reconcile.Rollout.Direction;
import polis.scheduler.reconcile.Rollout.Turn;
import polis.scheduler.wanted.Revisions;
import polis.scheduler.workload.Setbacks;

/** Begins, turns round and ends operations. */
@Component
class OperationCommands {

    private static final Logger log = LoggerFactory.getLogger(OperationCommands.class);

    private final Operations operations;

    private final Steps steps;

    private final Setbacks setbacks;

    private final Revisions revisions;

    private final Reasons reasons;

    OperationCommands(Operations operations, Steps steps, Setbacks setbacks, Revisions revisions, Reasons reasons) {
        this.operations = operations;
        this.steps = steps;
        this.setbacks = setbacks;
        this.revisions = revisions;
        this.reasons = reasons;
    }

    /** Returns whether the command was one of these. */
    boolean apply(Command command, Picture picture, Instant now) {
        switch (command) {
            case Command.BeginTurn(String service) -> beginTurn(picture, service, now);
            case Command.Heal(String service, String reason) -> {
                long heal = operations.openHeal(picture.revision(), service, reason, now);
                log.info("Operation op-{} heals {}: {}", heal, service, reason);
            }
            case Command.Healed(String service) -> healed(picture, service, now);
            case Command.Abandon(String service, String instance, String reason) ->
                abandon(picture, service, instance, reason, now);
            case Command.GiveUp(String service, String instance, String reason) ->
                giveUp(picture, service, instance, reason, now);
            case Command.Complete(Direction direction) -> complete(picture, direction, now);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void beginTurn(Picture picture, String service, Instant now) {
        Operation apply = picture.apply();
        if (apply == null) {
            return;
        }
        operations.beginTurn(apply.seq(), service, apply.direction(), now);
        setbacks.clear(service);
        ServiceSpec next = picture.next().get(service);
        if (apply.direction() == Direction.BACK) {
            steps.begin(apply.seq(), service, null, Action.ROLLBACK, null, now);
        } else if (next != null && next.external()) {
            steps.begin(apply.seq(), service, null, Action.AWAIT_REGISTRATION, "version " + next.version(), now);
        }
    }

    private void healed(Picture picture, String service, Instant now) {
        Operation heal = picture.heals().get(service);
        if (heal != null) {
            operations.end(heal.seq(), Status.SUCCEEDED, null, now);
            steps.skip(heal.seq(), false, "not needed", now);
            log.info("{} is healed", service);
        }
    }

    private void abandon(Picture picture, String service, @Nullable String instance, String reason, Instant now) {
        Operation apply = picture.apply();
        if (apply != null) {
            ServiceSpec next = picture.next().get(service);
            String why = service + (next == null ? "" : " " + next.version())
                    + (instance == null ? "" : " (" + instance + ")") + " " + reasons.withLastWords(reason, instance);
            steps.skip(apply.seq(), false, "the revision failed", now);
            if (instance != null) {
                steps.fail(apply.seq(), instance, why, now);
            }
            steps.end(apply.seq(), service, null, Action.AWAIT_REGISTRATION, StepStatus.FAILED, why, now);
            // Without a revision to go back to only the failing service is taken back; the rest stays.
            operations.turnBack(apply.seq(), service, picture.wanted().revision() == null ? service : null, why);
            log.warn("Operation op-{} turns back: {}", apply.seq(), why);
        }
    }

    private void giveUp(Picture picture, String service, @Nullable String instance, String reason, Instant now) {
        Operation apply = picture.apply();
        if (apply != null) {
            finish(picture, apply, Status.FAILED, "%s; going back failed too: %s %s".formatted(apply.reason(), service,
                    reasons.withLastWords(reason, instance)), now);
        }
    }

    private void complete(Picture picture, Direction direction, Instant now) {
        Operation apply = picture.apply();
        if (apply == null || apply.direction() != direction) {
            return;
        }
        if (direction == Direction.FORWARD) {
            finish(picture, apply, Status.SUCCEEDED, null, now);
            revisions.want(apply.revision(), Set.of(), Set.of());
        } else if (picture.wanted().revision() != null) {
            finish(picture, apply, Status.ROLLED_BACK, apply.reason(), now);
        } else {
            finish(picture, apply, Status.FAILED, apply.reason(), now);
            Rollout rollout = picture.desired().rollout();
            Set<String> excluded = new TreeSet<>();
            if (rollout != null) {
                rollout.turns().stream().filter(turn -> turn.begunAt() == null || turn.reverts()).map(Turn::service)
                        .forEach(excluded::add);
            }
            revisions.want(apply.revision(), excluded, apply.service() == null ? Set.of() : Set.of(apply.service()));
        }
    }

    private void finish(Picture picture, Operation apply, Status status, @Nullable String reason, Instant now) {
        for (Map.Entry<String, ServiceSpec> service : picture.next().entrySet()) {
            if (service.getValue().external()) {
                steps.end(apply.seq(), service.getKey(), null, Action.AWAIT_REGISTRATION, StepStatus.SUCCEEDED, null,
                        now);
            }
        }
        operations.turns(apply.seq())
                .forEach(turn -> steps.end(apply.seq(), turn.service(), null, Action.ROLLBACK,
                        status == Status.FAILED && picture.wanted().revision() != null
                                ? StepStatus.FAILED
                                : StepStatus.SUCCEEDED,
                        null, now));
        steps.skip(apply.seq(), false, "not needed", now);
        operations.end(apply.seq(), status, reason, now);
        log.info("Operation op-{} has ended: {}{}", apply.seq(), status, reason == null ? "" : ", " + reason);
    }
}
