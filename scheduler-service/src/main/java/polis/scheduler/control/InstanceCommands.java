package polis.scheduler.control;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.scheduler.driver.Driver;
import polis.scheduler.manifest.ServiceSpec;
import polis.scheduler.node.LocalNode;
import polis.scheduler.operation.Action;
import polis.scheduler.operation.StepStatus;
import polis.scheduler.operation.Steps;
import polis.scheduler.reconcile.Command;
import polis.scheduler.reconcile.Goal;
import polis.scheduler.reconcile.Phase;
import polis.scheduler.workload.Instance;
import polis.scheduler.workload.Instances;
import polis.scheduler.workload.Ports;
import polis.scheduler.workload.Setbacks;

/** Writes down where instances stand, from the intent to the end, and ends their processes. */
@Component
class InstanceCommands {

    private static final Logger log = LoggerFactory.getLogger(InstanceCommands.class);

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Steps steps;

    private final Instances instances;

    private final Setbacks setbacks;

    private final Ports ports;

    private final Driver driver;

    private final LocalNode node;

    private final Reasons reasons;

    private final ControlSettings settings;

    InstanceCommands(Steps steps, Instances instances, Setbacks setbacks, Ports ports, Driver driver, LocalNode node,
            Reasons reasons, ControlSettings settings) {
        this.steps = steps;
        this.instances = instances;
        this.setbacks = setbacks;
        this.ports = ports;
        this.driver = driver;
        this.node = node;
        this.reasons = reasons;
        this.settings = settings;
    }

    /** Returns whether the command was one of these. */
    boolean apply(Command command, Picture picture, Instant now) {
        switch (command) {
            case Command.Provision(String service, Goal goal) -> provision(picture, service, goal, now);
            case Command.AwaitRoom(String service, long needed, long free) ->
                steps.begin(picture.operationFor(service), service, null, Action.PROVISION,
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
            case Command.Withdraw(String id, String reason) -> withdraw(picture, id, reason, now);
            case Command.Stop(String id, String reason) -> stop(picture, id, reason, now);
            case Command.Kill(String id) -> driver.end(id, true);
            case Command.Bury(String id, boolean failed) -> bury(picture, id, failed, now);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void provision(Picture picture, String service, Goal goal, Instant now) {
        OptionalInt port = ports.free(instances.portsTaken(node.name()));
        Long operation = picture.operationFor(service);
        if (port.isEmpty()) {
            steps.begin(operation, service, null, Action.PROVISION, "waits for a free port", now);
            return;
        }
        ServiceSpec spec = picture.spec(service, goal.digest());
        String id = service + "-" + suffix();
        instances.intend(
                new Instance(id, service, goal.version(), picture.revisionOf(service, goal.digest()), goal.digest(),
                        spec, node.name(), ports.host(), port.getAsInt(), goal.memory(), operation, Phase.INTENDED,
                        null, null, null, null, now, null, null, null, null, null, null, null, null, null, null));
        steps.begin(operation, service, id, Action.PROVISION, null, now);
        steps.end(operation, service, id, Action.PROVISION, StepStatus.SUCCEEDED,
                "%s %s on node %s, port %d".formatted(service, goal.version(), node.name(), port.getAsInt()), now);
    }

    private static String suffix() {
        return RandomGenerator.getDefault().ints(5, 0, LETTERS.length()).mapToObj(LETTERS::charAt).map(String::valueOf)
                .reduce("", String::concat);
    }

    private void condemn(Picture picture, String id, String said, Instant now) {
        Instance instance = picture.instances().get(id);
        String reason = reasons.masked(said, id);
        if (instance != null && instance.condemned() == null) {
            instances.condemn(id, reason);
            if (instance.phase() != Phase.RUN) {
                String why = id + " " + reasons.withLastWords(reason, id);
                setbacks.failed(instance.service(), id, why, true, now);
                steps.fail(instance.operation(), id, why, now);
            }
            log.info("{} is going to be replaced: it {}", id, reason);
        }
    }

    private void withdraw(Picture picture, String id, String reason, Instant now) {
        Instance instance = picture.instances().get(id);
        if (instance != null && instances.withdraw(id, picture.operationFor(instance.service()), now)) {
            steps.begin(picture.operationFor(instance.service()), instance.service(), id, Action.PULL_TRAFFIC, reason,
                    now);
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
        String end = "ended" + reasons.exitStatus(id);
        if (failed) {
            Instant run = instance.runAt();
            boolean early = run == null || Duration.between(run, now).compareTo(settings.stableAfter()) < 0;
            String why = id + " " + reasons.withLastWords(end, id);
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
