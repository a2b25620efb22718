package polis.scheduler.execute;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import polis.scheduler.cluster.State;
import polis.scheduler.reconcile.Command;

/**
 * Does commands that reach outwards on virtual threads, one at a time for each subject, so that nobody who is slow or
 * away holds up the others. One that failed is tried again a little later, if it is still decided then.
 */
@Component
class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final ProcessEffects processes;
    private final RegistryEffects registry;
    private final GatewayEffects gateway;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private volatile boolean acting;
    private volatile Runnable done = () -> {};

    /** @param until nanoseconds before which the subject is left alone */
    private record Failure(Duration pause, long until) {}

    Dispatcher(ProcessEffects processes, RegistryEffects registry, GatewayEffects gateway) {
        this.processes = processes;
        this.registry = registry;
        this.gateway = gateway;
    }

    /** The instance's process is being started. */
    boolean launching(String instance) {
        return underWay.contains(new Command.Launch(instance).subject());
    }

    /** How often in a row the registry refused what it was told of a service. */
    Map<String, Integer> refusals() {
        return refusals;
    }

    /** Begins to act, with nothing known of what failed before. */
    void begin() {
        failures.clear();
        refusals.clear();
        acting = true;
    }

    /** Takes up nothing any more; what is under way ends. */
    void rest() {
        acting = false;
    }

    /** Calls back when a command was done, or failed. */
    void onDone(Runnable listener) {
        done = listener;
    }

    void dispatch(Command.Outward command, State state) {
        String subject = command.subject();
        Failure failure = failures.get(subject);
        if ((failure != null && nanoTime() - failure.until() < 0) || !underWay.add(subject)) {
            return;
        }
        start(subject, () -> {
            try {
                if (acting) {
                    run(command, state);
                    failures.remove(subject);
                    succeeded(command);
                }
            } catch (RuntimeException failed) {
                Duration pause = failure == null ? FIRST_WAIT : failure.pause().multipliedBy(2);
                pause = pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
                failures.put(subject, new Failure(pause, nanoTime() + pause.toNanos()));
                refused(command, failed);
                // Once is no news: peers refuse what is told them while they change the same thing.
                log.atLevel(failure == null ? Level.DEBUG : Level.INFO).log("{} is tried again in {} ms: {}", command,
                        pause.toMillis(), failed.toString());
            } finally {
                underWay.remove(subject);
                done.run();
            }
        });
    }

    void start(String subject, Runnable task) {
        Thread.ofVirtual().name(subject).start(task);
    }

    long nanoTime() {
        return System.nanoTime();
    }

    private void run(Command.Outward command, State state) {
        switch (command) {
            case Command.Outward.ToProcess process -> processes.run(process);
            case Command.Outward.ToRegistry instance -> registry.run(instance);
            case Command.Outward.ToServices service -> registry.run(service, state);
            case Command.Outward.ToGateway instance -> gateway.run(instance);
        }
    }

    private void succeeded(Command.Outward command) {
        if (command instanceof Command.ReportService report) {
            refusals.remove(report.service());
        }
    }

    private void refused(Command.Outward command, RuntimeException failed) {
        if (command instanceof Command.ReportService report && failed instanceof HttpClientErrorException) {
            refusals.merge(report.service(), 1, Integer::sum);
        }
    }
}
