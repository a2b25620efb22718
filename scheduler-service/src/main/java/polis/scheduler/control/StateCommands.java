package polis.scheduler.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import polis.scheduler.driver.Driver;
import polis.scheduler.manifest.ServiceSpec;
import polis.scheduler.node.LocalNode;
import polis.scheduler.operation.Action;
import polis.scheduler.operation.Operation;
import polis.scheduler.operation.OperationStatus;
import polis.scheduler.operation.Operations;
import polis.scheduler.operation.StepStatus;
import polis.scheduler.operation.Steps;
import polis.scheduler.reconcile.Command;
import polis.scheduler.reconcile.Direction;
import polis.scheduler.reconcile.Goal;
import polis.scheduler.reconcile.Phase;
import polis.scheduler.reconcile.Rollout;
import polis.scheduler.reconcile.Turn;
import polis.scheduler.wanted.Revisions;
import polis.scheduler.workload.Instance;
import polis.scheduler.workload.Instances;
import polis.scheduler.workload.Ports;
import polis.scheduler.workload.Setbacks;

/** Does the commands that only change what is written down, each in one transaction, and those that end processes. */
@Component
class StateCommands {

    private static final Logger log = LoggerFactory.getLogger(StateCommands.class);

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LAST_WORDS = 500;

    private final Operations operations;

    private final Steps steps;

    private final Instances instances;

    private final Setbacks setbacks;

    private final Revisions revisions;

    private final Ports ports;

    private final Driver driver;

    private final LocalNode node;

    private final TransactionTemplate transaction;

    private final ControlSettings settings;

    StateCommands(Operations operations, Steps steps, Instances instances, Setbacks setbacks, Revisions revisions,
            Ports ports, Driver driver, LocalNode node, TransactionTemplate transaction, ControlSettings settings) {
        this.operations = operations;
        this.steps = steps;
        this.instances = instances;
        this.setbacks = setbacks;
        this.revisions = revisions;
        this.ports = ports;
        this.driver = driver;
        this.node = node;
        this.transaction = transaction;
        this.settings = settings;
    }

    /** Returns whether the command was one of these. */
    boolean run(Command command, Picture picture, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> apply(command, picture, now)));
    }

    private boolean apply(Command command, Picture picture, Instant now) {
        switch (command) {
            case Command.BeginTurn(String service) -> beginTurn(picture, service, now);
            case Command.Provision(String service, Goal goal) -> provision(picture, service, goal, now);
            case Command.AwaitRoom(String service, long needed, long free) -> steps.begin(picture.operationFor(service),
                    service, null, Action.PROVISION,
                    "waits for room: needs %d MiB, %d MiB are free".formatted(needed >> 20, free >> 20), now);
            case Command.Healthy(String id) -> {
                if (instances.advance(id, Phase.STARTING, Phase.HEALTHY, now)) {
                    ended(picture, id, Action.AWAIT_HEALTHY, null, now);
                    begun(picture, id, Action.AWAIT_REGISTRATION, now);
                }
            }
            case Command.Serve(String id) -> {
                if (instances.advance(id, Phase.HEALTHY, Phase.RUN, now)) {
                    ended(picture, id, Action.AWAIT_REGISTRATION, null, now);
                }
            }
            case Command.Condemn(String id, String reason) -> condemn(picture, id, reason, now);
            case Command.Withdraw(String id, String reason) -> {
                Instance instance = picture.instances().get(id);
                if (instance != null && instances.withdraw(id, picture.operationFor(instance.service()), now)) {
                    steps.begin(picture.operationFor(instance.service()), instance.service(), id, Action.PULL_TRAFFIC,
                            reason, now);
                }
            }
            case Command.Stop(String id, String reason) -> stop(picture, id, reason, now);
            case Command.Kill(String id) -> driver.end(id, true);
            case Command.Bury(String id, boolean failed) -> bury(picture, id, failed, now);
            case Command.Heal(String service, String reason) -> {
                long heal = operations.openHeal(picture.revision(), service, reason, now);
                log.info("Operation op-{} heals {}: {}", heal, service, reason);
            }
            case Command.Healed(String service) -> {
                Operation heal = picture.heals().get(service);
                if (heal != null) {
                    operations.end(heal.seq(), OperationStatus.SUCCEEDED, null, now);
                    steps.skip(heal.seq(), false, "not needed", now);
                    log.info("{} is healed", service);
                }
            }
            case Command.Abandon(String service, String instance, String reason) ->
                abandon(picture, service, instance, reason, now);
            case Command.GiveUp(String service, String instance, String reason) -> {
                Operation apply = picture.apply();
                if (apply != null) {
                    String why = "%s; going back failed too: %s %s".formatted(apply.reason(), service,
                            withLastWords(reason, instance));
                    finish(picture, apply, OperationStatus.FAILED, why, now);
                }
            }
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

    private void provision(Picture picture, String service, Goal goal, Instant now) {
        OptionalInt port = ports.free(instances.portsTaken(node.name()));
        Long operation = picture.operationFor(service);
        if (port.isEmpty()) {
            steps.begin(operation, service, null, Action.PROVISION, "waits for a free port", now);
            return;
        }
        ServiceSpec spec = picture.spec(service, goal.digest());
        String id = service + "-" + RandomGenerator.getDefault()
                .ints(5, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .map(String::valueOf)
                .reduce("", String::concat);
        instances.intend(new Instance(id, service, goal.version(), picture.revisionOf(service, goal.digest()),
                goal.digest(), spec, node.name(), ports.host(), port.getAsInt(), goal.memory(), operation,
                Phase.INTENDED, null, null, null, now, null, null, null, null, null, null, null, null, null, null));
        steps.begin(operation, service, id, Action.PROVISION, null, now);
        steps.end(operation, service, id, Action.PROVISION, StepStatus.SUCCEEDED,
                "%s %s on node %s, port %d".formatted(service, goal.version(), node.name(), port.getAsInt()), now);
    }

    private void condemn(Picture picture, String id, String reason, Instant now) {
        Instance instance = picture.instances().get(id);
        if (instance != null && instance.condemned() == null) {
            instances.condemn(id, reason);
            if (instance.phase() != Phase.RUN) {
                String why = id + " " + withLastWords(reason, id);
                setbacks.failed(instance.service(), id, why, true, now);
                steps.fail(instance.operation(), id, why, now);
            }
            log.info("{} is going to be replaced: it {}", id, reason);
        }
    }

    private void stop(Picture picture, String id, String reason, Instant now) {
        Instance instance = picture.instances().get(id);
        if (instance == null) {
            return;
        }
        Long operation = picture.operationFor(instance.service());
        if (instance.phase() == Phase.DRAINING) {
            ended(picture, id, Action.DRAIN, null, now);
        } else {
            steps.fail(instance.operation(), id, reason, now);
        }
        if (instances.stop(id, operation, now)) {
            steps.begin(operation == null ? instance.operation() : operation, instance.service(), id, Action.STOP,
                    reason, now);
        }
        driver.end(id, false);
    }

    private void bury(Picture picture, String id, boolean failed, Instant now) {
        Instance instance = picture.instances().get(id);
        if (instance == null) {
            return;
        }
        String end = "ended" + exitStatus(id);
        if (failed) {
            Instant run = instance.runAt();
            boolean early = run == null || Duration.between(run, now).compareTo(settings.stableAfter()) < 0;
            String why = id + " " + withLastWords(end, id);
            instances.bury(id, why, now);
            steps.fail(instance.operation(), id, why, now);
            setbacks.failed(instance.service(), id, why, early, now);
            log.warn("{}", why);
        } else {
            instances.bury(id, end, now);
            ended(picture, id, Action.STOP, end, now);
            steps.fail(instance.operation(), id, end, now);
        }
        driver.forget(id);
    }

    private String exitStatus(String id) {
        OptionalInt status = driver.exitStatus(id);
        if (status.isEmpty()) {
            return "";
        }
        int code = status.getAsInt();
        return code > 128 ? " by signal " + (code - 128) : " with exit status " + code;
    }

    private void abandon(Picture picture, String service, @Nullable String instance, String reason, Instant now) {
        Operation apply = picture.apply();
        if (apply != null) {
            ServiceSpec next = picture.next().get(service);
            String why = service + (next == null ? "" : " " + next.version())
                    + (instance == null ? "" : " (" + instance + ")") + " " + withLastWords(reason, instance);
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

    private void complete(Picture picture, Direction direction, Instant now) {
        Operation apply = picture.apply();
        if (apply == null || apply.direction() != direction) {
            return;
        }
        if (direction == Direction.FORWARD) {
            finish(picture, apply, OperationStatus.SUCCEEDED, null, now);
            revisions.want(apply.revision(), Set.of(), Set.of());
        } else if (picture.wanted().revision() != null) {
            finish(picture, apply, OperationStatus.ROLLED_BACK, apply.reason(), now);
        } else {
            finish(picture, apply, OperationStatus.FAILED, apply.reason(), now);
            Rollout rollout = picture.desired().rollout();
            Set<String> excluded = new TreeSet<>();
            if (rollout != null) {
                rollout.turns()
                        .stream()
                        .filter(turn -> turn.begunAt() == null || turn.reverts())
                        .map(Turn::service)
                        .forEach(excluded::add);
            }
            revisions.want(apply.revision(), excluded,
                    apply.service() == null ? Set.of() : Set.of(apply.service()));
        }
    }

    private void finish(Picture picture, Operation apply, OperationStatus status, @Nullable String reason,
            Instant now) {
        for (Map.Entry<String, ServiceSpec> service : picture.next().entrySet()) {
            if (service.getValue().external()) {
                steps.end(apply.seq(), service.getKey(), null, Action.AWAIT_REGISTRATION, StepStatus.SUCCEEDED, null,
                        now);
            }
        }
        operations.turns(apply.seq())
                .forEach(turn -> steps.end(apply.seq(), turn.service(), null, Action.ROLLBACK,
                        status == OperationStatus.FAILED && picture.wanted().revision() != null
                                ? StepStatus.FAILED
                                : StepStatus.SUCCEEDED,
                        null, now));
        steps.skip(apply.seq(), false, "not needed", now);
        operations.end(apply.seq(), status, reason, now);
        log.info("Operation op-{} has ended: {}{}", apply.seq(), status, reason == null ? "" : ", " + reason);
    }

    private String withLastWords(String reason, @Nullable String instance) {
        String words = instance == null ? null : driver.lastWords(instance, LAST_WORDS);
        return words == null || words.isBlank() || reason.contains("last lines:")
                ? reason
                : reason + "; last lines: " + words;
    }

    private void begun(Picture picture, String id, Action action, Instant now) {
        Instance instance = picture.instances().get(id);
        if (instance != null) {
            steps.begin(instance.operation(), instance.service(), id, action, null, now);
        }
    }

    private void ended(Picture picture, String id, Action action, @Nullable String reason, Instant now) {
        Instance instance = picture.instances().get(id);
        if (instance != null) {
            steps.end(instance.operation(), instance.service(), id, action, StepStatus.SUCCEEDED, reason, now);
        }
    }
}
