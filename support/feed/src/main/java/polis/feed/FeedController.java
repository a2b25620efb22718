package polis.feed;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

@RestController
@RequestMapping("/api/v1/events")
final class FeedController {

    private static final int MOST = 1_000;

    private final FeedStore store;
    private final FeedTail tail;
    private final FeedWatchers watchers;

    FeedController(FeedStore store, FeedTail tail, FeedWatchers watchers) {
        this.store = store;
        this.tail = tail;
        this.watchers = watchers;
    }

    /**
     * A page of events, oldest first, each after the number {@code after}. 410 {@code events-gone} where events that
     * follow it are no longer kept, or there is none of that number yet; {@code resumeAfter} says where to go on.
     */
    @GetMapping
    ResponseEntity<FeedPage> page(@RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        check("after", after, 0, Long.MAX_VALUE);
        check("limit", limit, 1, MOST);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(FeedPage.of(after, store.following(after, limit)));
    }

    /**
     * The events as a stream that never ends: those after {@code Last-Event-ID}, or after the number {@code after}, and
     * each new one as it is committed. At least once, in order, no gap. It ends with the caller's token at the latest;
     * who does not read for {@code polis.feed.write-timeout} is cut off. Both resume where they were. 410 as for a
     * page.
     */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Nullable
    String stream(@RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        long position = lastEventId != null ? lastEventId : after;
        check(lastEventId != null ? "Last-Event-ID" : "after", position, 0, Long.MAX_VALUE);
        if (!tail.recent().follows(position)) {
            store.following(position, 1);
        }
        response.setHeader("Cache-Control", "no-store");
        // A proxy in between that collects the answer would hold the events back.
        response.setHeader("X-Accel-Buffering", "no");
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            watchers.watch(request, response, position);
        }
        // The type says what is streamed; it is written elsewhere.
        return null;
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
