package polis.dependencymap.live;

import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import polis.dependencymap.traffic.TrafficPulse;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.security.PersonalLimit;
import polis.security.TokenRight;
import tools.jackson.databind.json.JsonMapper;

// ADR 44
/** Reads the counts once a second while somebody watches, and sends all watchers the same text. */
@Component
@EnableConfigurationProperties(LiveSettings.class)
class LiveRates implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveRates.class);

    private final TrafficPulse pulse;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Rates rates = new Rates();
    private final LiveSettings settings;
    private final PersonalLimit perPerson;
    private final TokenRight right;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService beats;
    private volatile boolean running;

    LiveRates(TrafficPulse pulse, JsonMapper json, InstantSource clock, LiveSettings settings, TokenRight right) {
        this.right = right;
        this.pulse = pulse;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
        this.perPerson = new PersonalLimit(settings.perPerson());
    }

    /** Opens a stream for one more watcher. */
    SseEmitter watch(@Nullable Principal person) {
        if (watchers.size() >= settings.watchers()) {
            throw tooMany(
                    "This node sends the rates to as many clients as it has room for. Try again after the time in Retry-After, or at another node.");
        }
        if (!perPerson.take(person)) {
            throw tooMany("You watch the rates %d times already, the most for one person. Close a page that shows them."
                    .formatted(perPerson.most()));
        }
        var client = new SseEmitter(0L);
        var watcher = new Watcher(client, person, this::leave);
        client.onCompletion(() -> leave(watcher));
        client.onError(failure -> leave(watcher));
        watchers.add(watcher);
        watcher.greet();
        return client;
    }

    private static ProblemException tooMany(String detail) {
        return new ProblemException(StandardProblem.TOO_MANY_REQUESTS, detail).header("Retry-After", "10");
    }

    /** Removes a watcher once, whichever way it goes. */
    private void leave(Watcher watcher) {
        if (watchers.remove(watcher)) {
            perPerson.giveBack(watcher.person());
        }
    }

    private void beat() {
        try {
            watchers.stream().filter(watcher -> !right.holds(watcher.person())).forEach(this::end);
            if (watchers.isEmpty()) {
                rates.forget();
                return;
            }
            Instant now = clock.instant();
            try {
                // Calls that are told late are counted for the minute before.
                send("rates", rates.after(pulse.since((int) (now.getEpochSecond() / 60) - 1), now));
            } catch (DataAccessException | TransactionException e) {
                rates.forget();
                send("away", Map.of("at", now));
            }
        } catch (RuntimeException e) {
            log.warn("The rates of a second are not sent", e);
        }
    }

    private void send(String event, Object payload) {
        String text = json.writeValueAsString(payload);
        watchers.forEach(watcher -> watcher.offer(event, text));
    }

    @Override
    public void start() {
        beats = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("live-rates").factory());
        // A beat catches what goes wrong in it: the future never ends before the executor does.
        var _ = beats.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
        running = true;
    }

    /** Ends the streams: the server would wait for them. */
    @Override
    public void stop() {
        running = false;
        if (beats != null) {
            beats.shutdown();
        }
        watchers.forEach(this::end);
    }

    private void end(Watcher watcher) {
        watcher.end();
        leave(watcher);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
