package polis.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a feed is served.
 *
 * @param serve whether the service has a feed of its own, with the tables of {@code classpath:db/feed}
 * @param poll how often the database is asked for events of other nodes while somebody watches
 * @param heartbeat after how long without an event a watcher gets a comment, which shows both ends that the other lives
 * @param writeTimeout after how long a watcher that does not read is cut off
 * @param watchers how many may watch this node at once; what half of the heap holds, and 20,000 at most, where nothing
 *                 is said
 * @param perPerson how many of them may be one person's, which is who has the same subject in the token; a service is
 *                  one too
 * @param retention how long an event is kept
 * @param most how many events are kept; of more the oldest are deleted, however young they are
 */
@ConfigurationProperties("polis.feed")
record FeedProperties(@DefaultValue("true") boolean serve, @DefaultValue("50ms") Duration poll,
        @DefaultValue("10s") Duration heartbeat, @DefaultValue("20s") Duration writeTimeout, @Nullable Integer watchers,
        @DefaultValue("10") int perPerson, @DefaultValue("P7D") Duration retention, @DefaultValue("500000") long most) {

    /** A plain connection keeps 20 KB, nearly all of it buffers; one with TLS some more. */
    private static final long BYTES_PER_WATCHER = 32 * 1024;

    int mostWatchers() {
        return watchers != null
                ? watchers
                : Math.clamp(Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_WATCHER, 16, 20_000);
    }
}
