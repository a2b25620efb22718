package polis.scheduler.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import polis.problem.ProblemException;
import polis.scheduler.credential.Credential;
import polis.scheduler.credential.EurekaCredentials;
import polis.scheduler.driver.Driver;
import polis.scheduler.manifest.Artifacts;
import polis.scheduler.operation.Action;
import polis.scheduler.operation.Operation;
import polis.scheduler.operation.Operations;
import polis.scheduler.operation.StepStatus;
import polis.scheduler.operation.Steps;
import polis.scheduler.reconcile.Command;
import polis.scheduler.reconcile.Lifecycle;
import polis.scheduler.reconcile.Phase;
import polis.scheduler.reconcile.Rollout.Direction;
import polis.scheduler.registry.Registry;
import polis.scheduler.traffic.Traffic;
import polis.scheduler.wanted.Revisions;
import polis.scheduler.workload.Instance;
import polis.scheduler.workload.Instances;
import polis.scheduler.workload.Setbacks;

/** Does the commands that reach out of the scheduler: to processes, to the registry, to the gateway. */
@Component
class OutwardCommands {

    private static final Logger log = LoggerFactory.getLogger(OutwardCommands.class);

    /** So long the gateway may take to hear of an instance that the registry shows as RUN. */
    private static final Duration GATEWAY_HEARS = Duration.ofSeconds(10);

    private final Driver driver;

    private final Artifacts artifacts;

    private final Revisions revisions;

    private final WorkloadEnvironment environment;

    private final EurekaCredentials credentials;

    private final Registry registry;

    private final Traffic traffic;

    private final Instances instances;

    private final Setbacks setbacks;

    private final Operations operations;

    private final Steps steps;

    private final Reasons reasons;

    private final TransactionTemplate transaction;

    private final InstantSource clock;

    OutwardCommands(Driver driver, Artifacts artifacts, Revisions revisions, WorkloadEnvironment environment,
            EurekaCredentials credentials, Registry registry, Traffic traffic, Instances instances, Setbacks setbacks,
            Operations operations, Steps steps, Reasons reasons, TransactionTemplate transaction, InstantSource clock) {
        this.driver = driver;
        this.artifacts = artifacts;
        this.revisions = revisions;
        this.environment = environment;
        this.credentials = credentials;
        this.registry = registry;
        this.traffic = traffic;
        this.instances = instances;
        this.setbacks = setbacks;
        this.operations = operations;
        this.steps = steps;
        this.reasons = reasons;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What only one command at a time may be done to. */
    static String subject(Command command) {
        return switch (command) {
            case Command.Launch(String id) -> "process " + id;
            case Command.Announce(String id) -> "registry " + id;
            case Command.ReportInstance(String id, Lifecycle to) -> "registry " + id;
            case Command.Deregister(String id) -> "registry " + id;
            case Command.OpenTraffic(String id) -> "gateway " + id;
            case Command.PullTraffic(String id) -> "gateway " + id;
            case Command.ReportService(String service, Lifecycle to) -> "registry of " + service;
            default -> throw new IllegalArgumentException("Not done outwards: " + command);
        };
    }

    void run(Command command, Picture picture) {
        switch (command) {
            case Command.Launch(String id) -> launch(get(id));
            case Command.Announce(String id) -> announce(get(id));
            case Command.ReportInstance(String id, Lifecycle to) -> report(get(id), to);
            case Command.Deregister(String id) -> deregister(get(id));
            case Command.OpenTraffic(String id) -> open(get(id));
            case Command.PullTraffic(String id) -> pull(get(id));
            case Command.ReportService(String service, Lifecycle to) -> report(picture, service, to);
            default -> throw new IllegalArgumentException("Not done outwards: " + command);
        }
    }

    /** As it is now: the picture that the command was decided on may be a little older. */
    private Instance get(String id) {
        return instances.find(id).orElseThrow(() -> new IllegalStateException("No instance " + id));
    }

    private void launch(Instance instance) {
        if (instance.phase() != Phase.INTENDED) {
            return;
        }
        Instant now = clock.instant();
        begin(instance, Action.START, now);
        announceBeforeItRegisters(instance);
        Credential credential = WorkloadEnvironment.wantsCredential(instance) ? credential(instance, now) : null;
        try {
            String jar = String.valueOf(instance.spec().jar());
            if (!(artifacts.find(jar) instanceof Artifacts.Found.Jar(Path path))) {
                throw new IOException("there is no " + jar + " in the artifact root");
            }
            Driver.Running process = driver.start(
                    new Driver.Launch(instance.id(), revisions.architecture(instance.revision()), path.toString(),
                            instance.spec().arguments(), environment.of(instance, credential), instance.memory()));
            transaction.executeWithoutResult(status -> {
                instances.started(instance.id(), process.pid(), process.startedMillis(), process.startedTicks(), now);
                end(instance, Action.START, StepStatus.SUCCEEDED, "process " + process.pid(), now);
                begin(instance, Action.AWAIT_HEALTHY, now);
            });
            log.info("Started {} as process {} on port {}", instance.id(), process.pid(), instance.port());
        } catch (IOException failed) {
            String reason = reasons.masked(instance.id() + " could not be started: " + failed.getMessage(),
                    instance.id());
            transaction.executeWithoutResult(status -> {
                instances.bury(instance.id(), reason, now);
                steps.fail(instance.operation(), instance.id(), reason, now);
                setbacks.failed(instance.service(), instance.id(), reason, true, now);
            });
            log.warn("{}", reason);
        }
    }

    /**
     * One that nobody announced goes into traffic by itself as soon as it registers, and a scheduler that was killed in
     * between would end it as something that nobody can have called.
     */
    private void announceBeforeItRegisters(Instance instance) {
        try {
            announce(instance);
        } catch (RestClientException | ProblemException away) {
            log.info("{} is started though it could not be announced: {}", instance.id(), away.getMessage());
        }
    }

    /** Without it the instance could not register. It waits, and the operation says for what. */
    private Credential credential(Instance instance, Instant now) {
        try {
            return credentials.of(instance.service(), now);
        } catch (RestClientException | ProblemException refused) {
            String why = refused instanceof HttpClientErrorException answered
                    ? "registry-service makes no Eureka credential for " + instance.service() + ": "
                            + answered.getResponseBodyAsString()
                    : "waits for registry-service, which makes the Eureka credential of " + instance.service();
            steps.begin(instance.operation(), instance.service(), instance.id(), Action.START,
                    why.substring(0, Math.min(why.length(), 500)), now);
            throw refused;
        }
    }

    private void announce(Instance instance) {
        registry.announce(instance.service(), instance.id(), instance.version(), instance.revision(), instance.host(),
                instance.port(), instance.node());
    }

    private void report(Instance instance, Lifecycle to) {
        if (to == Lifecycle.GONE) {
            String reason = instance.endReason() == null ? "ended" : instance.endReason();
            registry.endInstance(instance.service(), instance.id(), instance.stoppingAt() == null, reason,
                    instance.revision());
        } else {
            registry.moveInstance(instance.service(), instance.id(), to, "healthy and registered", instance.revision());
        }
    }

    private void deregister(Instance instance) {
        if (instance.phase() != Phase.DRAINING || instance.deregisteredAt() != null) {
            return;
        }
        begin(instance, Action.DEREGISTER, clock.instant());
        registry.moveInstance(instance.service(), instance.id(), Lifecycle.DESTROY, "is being replaced or removed",
                instance.revision());
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            instances.deregistered(instance.id(), now);
            // Traffic that could not be pulled in time is left to the deregistration.
            end(instance, Action.PULL_TRAFFIC, StepStatus.SKIPPED, "requests were still under way", now);
            end(instance, Action.DEREGISTER, StepStatus.SUCCEEDED, null, now);
            steps.begin(instance.operation(), instance.service(), instance.id(), Action.DRAIN,
                    "callers get " + instance.spec().drain().delay() + " to forget it", now);
        });
    }

    private void open(Instance instance) {
        if (instance.phase() != Phase.RUN || instance.openedAt() != null) {
            return;
        }
        Instant now = clock.instant();
        begin(instance, Action.OPEN_TRAFFIC, now);
        switch (traffic.open(instance.service(), instance.id())) {
            case Traffic.Answer.Done done -> opened(instance, StepStatus.SUCCEEDED, null);
            case Traffic.Answer.Away away -> opened(instance, StepStatus.SKIPPED, "the gateway is away");
            case Traffic.Answer.Unknown unknown -> {
                boolean waited = instance.runAt() != null && !now.isBefore(instance.runAt().plus(GATEWAY_HEARS));
                if (!instance.spec().routed()) {
                    opened(instance, StepStatus.SKIPPED, "not reached through the gateway");
                } else if (waited) {
                    opened(instance, StepStatus.SKIPPED, "the gateway does not know the instance");
                }
            }
        }
    }

    private void opened(Instance instance, StepStatus status, @Nullable String reason) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(tx -> {
            instances.opened(instance.id(), now);
            end(instance, Action.OPEN_TRAFFIC, status, reason, now);
        });
    }

    private void pull(Instance instance) {
        if (instance.phase() != Phase.DRAINING || instance.idleAt() != null) {
            return;
        }
        switch (traffic.pull(instance.service(), instance.id())) {
            case Traffic.Answer.Done(int inFlight) -> pulled(instance, inFlight == 0, StepStatus.SUCCEEDED, null);
            case Traffic.Answer.Unknown unknown ->
                pulled(instance, true, StepStatus.SKIPPED, "not reached through the gateway");
            // It may come back with the instance still open: it is asked again until drain.timeout.
            case Traffic.Answer.Away away -> log.debug("The gateway is away, {} is not pulled yet", instance.id());
        }
    }

    private void pulled(Instance instance, boolean idle, StepStatus status, @Nullable String reason) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(tx -> {
            instances.pulled(instance.id(), idle, now);
            if (idle) {
                end(instance, Action.PULL_TRAFFIC, status, reason, now);
            }
        });
    }

    private void report(Picture picture, String service, Lifecycle to) {
        Operation apply = picture.apply();
        Operation heal = picture.heals().get(service);
        String reason = "revision " + picture.revision();
        if (apply != null && apply.direction() == Direction.BACK) {
            reason = String.valueOf(apply.reason());
        } else if (to == Lifecycle.FAILED) {
            reason = heal == null ? "no instance serves" : String.valueOf(heal.reason());
        }
        registry.moveService(service, to, reason, picture.revision());
        if (apply != null && to != Lifecycle.RUN) {
            operations.announced(apply.seq(), service, apply.direction());
        }
    }

    private void begin(Instance instance, Action action, Instant now) {
        steps.begin(instance.operation(), instance.service(), instance.id(), action, null, now);
    }

    private void end(Instance instance, Action action, StepStatus status, @Nullable String reason, Instant now) {
        steps.end(instance.operation(), instance.service(), instance.id(), action, status, reason, now);
    }
}
