package polis.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.DispatcherServlet;
import polis.security.TokenRight;
import tools.jackson.databind.json.JsonMapper;

/** Serves a feed wherever a servlet service has a database, unless it says that it only watches those of others. */
@AutoConfiguration(afterName = {"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
    "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
    "polis.security.SecurityAutoConfiguration"})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({JdbcClient.class, DispatcherServlet.class})
@ConditionalOnBean(DataSource.class)
@ConditionalOnBooleanProperty(name = "polis.feed.serve", matchIfMissing = true)
@EnableConfigurationProperties(FeedProperties.class)
class FeedAutoConfiguration {

    @Bean
    FeedStore feedStore(DataSource database, JsonMapper json) {
        return new FeedStore(JdbcClient.create(database), json);
    }

    @Bean
    FeedTail feedTail(FeedStore store, JsonMapper json, FeedProperties properties) {
        return new FeedTail(store, json, properties.poll());
    }

    @Bean
    FeedWatchers feedWatchers(FeedTail tail, ObjectProvider<TokenRight> right, FeedProperties properties,
            ObjectProvider<Clock> clock) {
        // Without polis-security's configuration nobody has a token, and whoever was let in stays.
        return new FeedWatchers(tail,
                right.getIfAvailable(() -> new TokenRight(token -> false, clock.getIfAvailable(Clock::systemUTC))),
                properties);
    }

    @Bean
    Feed feed(DataSource database, JsonMapper json, ObjectProvider<Clock> clock, FeedTail tail) {
        return new Feed(JdbcClient.create(database), json, clock.getIfAvailable(Clock::systemUTC), tail::nudge);
    }

    @Bean
    FeedController feedController(FeedStore store, FeedTail tail, FeedWatchers watchers) {
        return new FeedController(store, tail, watchers);
    }

    @Bean
    FeedRetention feedRetention(FeedStore store, FeedProperties properties, ObjectProvider<Clock> clock) {
        return new FeedRetention(store, properties, clock.getIfAvailable(Clock::systemUTC));
    }

    /** Where somebody counts. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Counted {

        @Bean
        MeterBinder feedMeters(FeedTail tail) {
            return meters -> Gauge.builder("polis.feed.watchers", tail, FeedTail::watchers)
                    .description("Streams of events that are open at this node.").register(meters);
        }
    }
}
