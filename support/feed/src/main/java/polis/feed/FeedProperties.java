package polis.feed;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a feed is served.
 *
 * @param serve whether the service has a feed of its own, with the tables of {@code classpath:db/feed}
 * @param poll how often the database is asked for events of other nodes while somebody watches
 * @param heartbeat after how long without an event a watcher gets a comment, which shows both ends that the other lives
 */
@ConfigurationProperties("polis.feed")
record FeedProperties(@DefaultValue("true") boolean serve, @DefaultValue("200ms") Duration poll,
        @DefaultValue("10s") Duration heartbeat) {}
