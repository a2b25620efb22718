package polis.feed;

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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.databind.json.JsonMapper;

/** Serves a feed wherever a servlet service has a database, unless it says that it only watches those of others. */
@AutoConfiguration(afterName = {"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
    "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"})
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
    FeedTail feedTail(FeedStore store, FeedProperties properties) {
        return new FeedTail(store, properties.poll());
    }

    @Bean
    Feed feed(DataSource database, JsonMapper json, ObjectProvider<Clock> clock, FeedTail tail) {
        return new Feed(JdbcClient.create(database), json, clock.getIfAvailable(Clock::systemUTC), tail::nudge);
    }

    @Bean
    FeedController feedController(FeedStore store, FeedTail tail, JsonMapper json, FeedProperties properties) {
        return new FeedController(store, tail, json, properties.heartbeat());
    }
}
