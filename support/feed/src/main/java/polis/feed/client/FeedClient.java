package polis.feed.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Watches a feed for as long as it is open, on one virtual thread: reads pages up to the present, then the stream, and
 * begins anew, from where the consumer is, whenever the connection breaks. Where streams do not get through, the pages
 * that begin each attempt still bring the events.
 */
public final class FeedClient implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FeedClient.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final URI feed;
    private final FeedConnection connection;
    private final LongSupplier from;
    private final Consumer<Event> consumer;
    private final Consumer<State> listener;
    private final LongConsumer gone;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile State state = new State(false, Instant.now());

    private FeedClient(Builder settings, Consumer<Event> consumer) {
        this.feed = settings.feed;
        this.connection = new FeedConnection(settings.feed, settings.token, settings.refused);
        this.from = settings.from;
        this.consumer = consumer;
        this.listener = settings.listener;
        this.gone = settings.gone;
        this.thread = Thread.ofVirtual().name("feed-client-" + feed.getPort()).unstarted(this::run);
    }

    /** Begins a client of the feed at that address, {@code http://host:port/api/v1/events}. */
    public static Builder builder(URI feed) {
        return new Builder(feed);
    }

    public void start() {
        thread.start();
    }

    /** Returns whether the feed is followed just now, and since when that is so. */
    public State state() {
        return state;
    }

    /** Ends the connection and waits, for a moment, until the event that is just being taken in is. */
    @Override
    public void close() {
        // No interrupt: it would tear a database connection that the consumer may be using.
        closing.countDown();
        connection.close();
        if (thread.isAlive() && !Thread.currentThread().equals(thread)) {
            try {
                thread.join(LONGEST_FAREWELL);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        Duration pause = SHORTEST_PAUSE;
        while (!closed()) {
            Instant begun = Instant.now();
            try {
                follow();
            } catch (InterruptedException interrupted) {
                return;
            } catch (EventsGoneException gone) {
                beginAnew(gone);
            } catch (IOException | RuntimeException broken) {
                if (state.connected() && !closed()) {
                    log.warn("Cannot follow the feed {} now: {}", feed, broken.toString());
                }
            }
            become(false);
            boolean lasted = Duration.between(begun, Instant.now()).compareTo(LONGEST_PAUSE) > 0;
            pause = lasted ? SHORTEST_PAUSE : longer(pause);
            try {
                // Spread out, so that not all watchers of a feed that comes back knock at the same moment.
                long spread = ThreadLocalRandom.current().nextLong(pause.toMillis() / 2);
                closing.await(pause.toMillis() + spread, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private void beginAnew(EventsGoneException gone) {
        log.warn("{} Reading the lists anew, then the feed from event {}", gone.getMessage(), gone.resumeAfter());
        try {
            this.gone.accept(gone.resumeAfter());
        } catch (RuntimeException failure) {
            log.warn("Could not resume the feed {} after event {}", feed, gone.resumeAfter(), failure);
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void follow() throws IOException, InterruptedException {
        long position = from.getAsLong();
        List<Event> page = connection.page(position);
        while (!page.isEmpty()) {
            position = deliver(position, page);
            page = connection.page(position);
        }
        try (EventStream stream = connection.stream(position)) {
            become(true);
            String data = stream.next();
            while (data != null && !closed()) {
                position = deliver(position, List.of(connection.read(data)));
                data = stream.next();
            }
        }
    }

    private long deliver(long position, List<Event> events) {
        long reached = position;
        for (Event event : events) {
            if (event.seq() > reached) {
                take(event);
                reached = event.seq();
            }
        }
        return reached;
    }

    private void take(Event event) {
        try {
            consumer.accept(event);
        } catch (RuntimeException refused) {
            log.warn("Could not apply event {} of {}; it comes again: {}", event.seq(), feed, refused.toString());
            throw refused;
        }
    }

    private void become(boolean connected) {
        if (state.connected() != connected) {
            state = new State(connected, Instant.now());
            if (connected) {
                log.info("Following the feed {}", feed);
            }
            try {
                listener.accept(state);
            } catch (RuntimeException failure) {
                log.warn("Could not tell of a change of the connection to {}", feed, failure);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Something that changed in the other service. */
    public record Event(long seq, Instant at, String type, String subject, JsonNode payload) {}

    /** Returns whether the feed is followed, and since when that is so. */
    public record State(boolean connected, Instant since) {}

    /** What a client may be told before it starts. */
    public static final class Builder {

        private final URI feed;
        private @Nullable Supplier<String> token;
        private Consumer<String> refused = value -> {};
        private LongSupplier from = () -> 0;
        private @Nullable Consumer<Event> consumer;
        private Consumer<State> listener = state -> {};
        private LongConsumer gone = position -> {};

        private Builder(URI feed) {
            this.feed = feed;
        }

        /** Where the bearer token comes from, asked for each connection. */
        public Builder token(Supplier<String> source) {
            this.token = source;
            return this;
        }

        /** As {@link #token(Supplier)}, and who is told when the feed refuses a token. */
        public Builder token(Supplier<String> source, Consumer<String> refused) {
            this.token = source;
            this.refused = refused;
            return this;
        }

        /** Where the number of the last event that was taken in is kept, asked for each connection. */
        public Builder from(LongSupplier position) {
            this.from = position;
            return this;
        }

        /** Takes the events, one at a time, in order, each at least once: one that it throws on comes again. */
        public Builder onEvent(Consumer<Event> taker) {
            this.consumer = taker;
            return this;
        }

        /** Is told whenever the feed begins or ceases to be followed. */
        public Builder onState(Consumer<State> watcher) {
            this.listener = watcher;
            return this;
        }

        /**
         * Is told when events that follow the position are no longer kept: reads anew what it follows, and has the
         * given number as its position from now on.
         */
        public Builder onGone(LongConsumer begin) {
            this.gone = begin;
            return this;
        }

        public FeedClient build() {
            if (consumer == null) {
                throw new IllegalStateException("onEvent is missing");
            }
            return new FeedClient(this, consumer);
        }
    }
}
