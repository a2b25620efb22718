package polis.dependencymap.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One client. It holds no thread between two events; while one is still on its way it misses the next. */
final class Watcher {

    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final SseEmitter client;
    private final @Nullable Principal person;
    private final Consumer<Watcher> gone;
    private final AtomicBoolean sending = new AtomicBoolean();

    Watcher(SseEmitter client, @Nullable Principal person, Consumer<Watcher> gone) {
        this.client = client;
        this.person = person;
        this.gone = gone;
    }

    /** Returns whose it is. */
    @Nullable
    Principal person() {
        return person;
    }

    void greet() {
        send(SseEmitter.event().comment("rates follow every second"));
    }

    void offer(String event, String text) {
        send(SseEmitter.event().name(event).data(text, TEXT));
    }

    private void send(SseEmitter.SseEventBuilder event) {
        if (sending.compareAndSet(false, true)) {
            Thread.ofVirtual().name("live-watcher").start(() -> {
                try {
                    client.send(event);
                } catch (IOException | IllegalStateException e) {
                    gone.accept(this);
                } finally {
                    sending.set(false);
                }
            });
        }
    }

    void end() {
        client.complete();
    }
}
