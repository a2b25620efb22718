package polis.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * One stream of events to one client, written by a virtual thread of its own that holds nothing while it waits. A client
 * that does not read blocks only this thread, until the connector's write timeout ends the connection.
 */
final class FeedWatcher implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(FeedWatcher.class);
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
    private static final Duration WHILE_AWAY = Duration.ofSeconds(1);

    private final FeedTail tail;
    private final SseEmitter client;
    private final JsonMapper json;
    private final Duration heartbeat;
    private long position;
    private volatile boolean over;

    private FeedWatcher(FeedTail tail, SseEmitter client, JsonMapper json, Duration heartbeat, long position) {
        this.tail = tail;
        this.client = client;
        this.json = json;
        this.heartbeat = heartbeat;
        this.position = position;
    }

    static SseEmitter watch(FeedTail tail, JsonMapper json, Duration heartbeat, long after) {
        SseEmitter client = new SseEmitter(0L);
        FeedWatcher watcher = new FeedWatcher(tail, client, json, heartbeat, after);
        client.onCompletion(watcher::end);
        client.onError(failure -> watcher.end());
        Thread.ofVirtual().name("feed-watcher").start(watcher);
        return client;
    }

    private void end() {
        over = true;
        tail.wake();
    }

    @Override
    public void run() {
        tail.join();
        try {
            client.send(SseEmitter.event().comment("after " + position));
            while (tail.isRunning() && !over) {
                List<FeedEvent> events = next();
                if (over) {
                    break;
                }
                if (events == null || events.isEmpty()) {
                    client.send(SseEmitter.event().comment("alive"));
                    continue;
                }
                for (FeedEvent event : events) {
                    client.send(SseEmitter.event()
                            .id(String.valueOf(event.seq()))
                            .name(event.type())
                            .data(json.writeValueAsString(event), TEXT));
                    position = event.seq();
                }
            }
            client.complete();
        } catch (IOException | IllegalStateException gone) {
            log.debug("A watcher went away: {}", gone.getMessage());
        } catch (InterruptedException ended) {
            log.debug("A watcher's connection ended");
        } finally {
            tail.leave();
        }
    }

    /** Null while the database is away: the client keeps its stream and hears that we live. */
    private @Nullable List<FeedEvent> next() throws InterruptedException {
        try {
            return tail.after(position, heartbeat, () -> over);
        } catch (DataAccessException away) {
            Thread.sleep(WHILE_AWAY);
            return null;
        }
    }
}
