package polis.scheduler.control;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import polis.scheduler.reconcile.Command;

/**
 * Does commands that reach outwards on virtual threads, one at a time for each subject, so that nobody who is slow or
 * away holds up the others. One that failed is tried again a little later, if it is still wanted then.
 */
@Component
class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final OutwardCommands outward;

    private final Leadership leadership;

    private final Signal signal;

    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

    /** @param until System.nanoTime before which the subject is left alone */
    private record Failure(Duration pause, long until) {

        boolean over() {
            return System.nanoTime() - until >= 0;
        }
    }

    Dispatcher(OutwardCommands outward, Leadership leadership, Signal signal) {
        this.outward = outward;
        this.leadership = leadership;
        this.signal = signal;
    }

    /** The instance's process is being started: nothing else is decided about it until that is written down. */
    boolean launching(String instance) {
        return underWay.contains(OutwardCommands.subject(new Command.Launch(instance)));
    }

    /** How often in a row the registry refused what it was told of a service. */
    Map<String, Integer> refusals() {
        return refusals;
    }

    void clear() {
        failures.clear();
        refusals.clear();
    }

    /** Returns false when the command is not one that reaches outwards. */
    boolean dispatch(Command command, Picture picture) {
        switch (command) {
            case Command.Launch launch -> go(command, picture);
            case Command.Announce announce -> go(command, picture);
            case Command.ReportInstance report -> go(command, picture);
            case Command.Deregister deregister -> go(command, picture);
            case Command.OpenTraffic open -> go(command, picture);
            case Command.PullTraffic pull -> go(command, picture);
            case Command.ReportService report -> go(command, picture);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void go(Command command, Picture picture) {
        String subject = OutwardCommands.subject(command);
        Failure failure = failures.get(subject);
        if ((failure != null && !failure.over()) || !underWay.add(subject)) {
            return;
        }
        Thread.ofVirtual().name(subject).start(() -> {
            try {
                if (leadership.held()) {
                    outward.run(command, picture);
                    failures.remove(subject);
                    succeeded(command);
                }
            } catch (RuntimeException failed) {
                Duration pause = failure == null ? FIRST_WAIT : failure.pause().multipliedBy(2);
                pause = pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
                failures.put(subject, new Failure(pause, System.nanoTime() + pause.toNanos()));
                refused(command, failed);
                // Once is no news: peers refuse what is told them while they change the same thing.
                log.atLevel(failure == null ? Level.DEBUG : Level.INFO).log("{} is tried again in {} ms: {}", command,
                        pause.toMillis(), failed.toString());
            } finally {
                underWay.remove(subject);
                signal.raise();
            }
        });
    }

    private void succeeded(Command command) {
        if (command instanceof Command.ReportService report) {
            refusals.remove(report.service());
        }
    }

    private void refused(Command command, RuntimeException failed) {
        if (command instanceof Command.ReportService report && failed instanceof HttpClientErrorException) {
            refusals.merge(report.service(), 1, Integer::sum);
        }
    }
}
