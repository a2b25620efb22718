package polis.scheduler.execute;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import polis.problem.ProblemException;
import polis.scheduler.cluster.Action;
import polis.scheduler.cluster.FailureHistory;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.RunningProcess;
import polis.scheduler.cluster.StepStatus;
import polis.scheduler.cluster.Steps;
import polis.scheduler.reconcile.Command;
import polis.scheduler.workload.Credential;
import polis.scheduler.workload.Credentials;
import polis.scheduler.workload.Launcher;
import polis.scheduler.workload.Reasons;

/** Starts processes, and writes down how that went. */
@Component
class ProcessEffects {

    private static final Logger log = LoggerFactory.getLogger(ProcessEffects.class);
    private static final int REASON = 500;

    private final Launcher launcher;
    private final RegistryEffects registry;
    private final Credentials credentials;
    private final Instances instances;
    private final FailureHistory failures;
    private final Steps steps;
    private final Reasons reasons;
    private final TransactionOperations transaction;
    private final InstantSource clock;

    ProcessEffects(Launcher launcher, RegistryEffects registry, Credentials credentials, Instances instances,
            FailureHistory failures, Steps steps, Reasons reasons, TransactionOperations transaction,
            InstantSource clock) {
        this.launcher = launcher;
        this.registry = registry;
        this.credentials = credentials;
        this.instances = instances;
        this.failures = failures;
        this.steps = steps;
        this.reasons = reasons;
        this.transaction = transaction;
        this.clock = clock;
    }

    void run(Command.Outward.ToProcess command) {
        switch (command) {
            case Command.Launch(String id) -> launch(instances.get(id));
        }
    }

    private void launch(Instance instance) {
        if (instance.phase() != Phase.INTENDED) {
            return;
        }
        Instant now = clock.instant();
        steps.begin(instance, Action.START, null, now);
        announceBeforeItRegisters(instance);
        Credential credential = Launcher.needsCredential(instance) ? credential(instance, now) : null;
        try {
            RunningProcess process = launcher.start(instance, credential);
            transaction.executeWithoutResult(status -> {
                instances.started(instance.id(), process, now);
                steps.end(instance, Action.START, StepStatus.SUCCEEDED, "process " + process.pid(), now);
                steps.begin(instance, Action.AWAIT_HEALTHY, null, now);
            });
            log.info("Started {} as process {} on port {}", instance.id(), process.pid(), instance.endpoint().port());
        } catch (IOException failed) {
            String reason = reasons.masked(instance.id() + " could not be started: " + failed.getMessage(),
                    instance.id());
            transaction.executeWithoutResult(status -> {
                instances.recordExit(instance.id(), reason, now);
                steps.fail(instance.operation(), instance.id(), reason, now);
                failures.failed(instance.service(), instance.id(), reason, true, now);
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
            registry.announce(instance);
        } catch (RestClientException | ProblemException away) {
            log.info("Starting {} although registry-service did not take its announcement: {}", instance.id(),
                    away.getMessage());
        }
    }

    /** Without it the instance could not register. It waits, and the operation tells for what. */
    private Credential credential(Instance instance, Instant now) {
        try {
            return credentials.of(instance.service(), now);
        } catch (RestClientException | ProblemException refused) {
            String why = refused instanceof HttpClientErrorException answered
                    ? "registry-service makes no Eureka credential for " + instance.service() + ": "
                            + answered.getResponseBodyAsString()
                    : "waits for registry-service, which makes the Eureka credential of " + instance.service();
            steps.begin(instance, Action.START, why.substring(0, Math.min(why.length(), REASON)), now);
            throw refused;
        }
    }
}
