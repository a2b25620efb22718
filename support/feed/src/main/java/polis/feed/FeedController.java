package polis.feed;

import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

@RestController
@RequestMapping("/api/v1/events")
final class FeedController {

    private static final int MOST = 1_000;

    private final FeedStore store;
    private final FeedTail tail;
    private final JsonMapper json;
    private final Duration heartbeat;

    FeedController(FeedStore store, FeedTail tail, JsonMapper json, Duration heartbeat) {
        this.store = store;
        this.tail = tail;
        this.json = json;
        this.heartbeat = heartbeat;
    }

    /** A page of events, oldest first, each after the number {@code after}. */
    @GetMapping
    ResponseEntity<FeedPage> page(@RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        check("after", after, 0, Long.MAX_VALUE);
        check("limit", limit, 1, MOST);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(FeedPage.of(after, store.after(after, limit)));
    }

    /**
     * The events as a stream that never ends: those after {@code Last-Event-ID}, or after the number {@code after}, and
     * each new one as it is committed. At least once, in order, no gap.
     */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(@RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            HttpServletResponse response) {
        long position = lastEventId != null ? lastEventId : after;
        check(lastEventId != null ? "Last-Event-ID" : "after", position, 0, Long.MAX_VALUE);
        response.setHeader("Cache-Control", "no-store");
        // A proxy in between that collects the answer would hold the events back.
        response.setHeader("X-Accel-Buffering", "no");
        return FeedWatcher.watch(tail, json, heartbeat, position);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            String message = most == Long.MAX_VALUE
                    ? "must be at least " + least
                    : "must be between " + least + " and " + most;
            throw new ProblemException(StandardProblem.INVALID_REQUEST, name + " " + message + ".",
                    List.of(FieldError.parameter(name, message)));
        }
    }
}
