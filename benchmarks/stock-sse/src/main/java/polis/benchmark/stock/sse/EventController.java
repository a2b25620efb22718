package polis.benchmark.stock.sse;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** An emitter per watcher; whoever causes an event sends it to each. Nothing is stored and nobody logs in. */
@RestController
class EventController {

    private final Set<SseEmitter> watchers = ConcurrentHashMap.newKeySet();
    private final AtomicLong seq = new AtomicLong();

    /** What the registry tells, give or take. */
    record Event(long seq, Instant at, String type, String subject, Payload payload) {}

    record Payload(Instance instance, String from, String to, String actor, String reason) {}

    record Instance(String service, String id, String version, String state, Instant since, String host, int port,
            String scheme, boolean managed, Instant startedAt, Instant endedAt, String endReason) {}

    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter watch() throws IOException {
        SseEmitter watcher = new SseEmitter(0L);
        watcher.onCompletion(() -> watchers.remove(watcher));
        watcher.onError(failure -> watchers.remove(watcher));
        watchers.add(watcher);
        watcher.send(SseEmitter.event().comment("welcome"));
        return watcher;
    }

    @PostMapping("/ends/{id}")
    void end(@PathVariable String id) {
        Instant now = Instant.now();
        Instance instance = new Instance("events", id, "1.4.0", "GONE", now, "host-" + id + ".example.org", 8080,
                "http", false, now, now, "Its lease was cancelled.");
        Event event = new Event(seq.incrementAndGet(), now, "InstanceTransitioned", "events/" + id,
                new Payload(instance, "RUN", "GONE", "eureka", "Its lease was cancelled."));
        watchers.removeIf(watcher -> !told(watcher, event));
    }

    private static boolean told(SseEmitter watcher, Event event) {
        try {
            watcher.send(SseEmitter.event().id(Long.toString(event.seq())).name(event.type()).data(event));
            return true;
        } catch (IOException | IllegalStateException gone) {
            return false;
        }
    }
}
