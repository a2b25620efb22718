package polis.idempotency;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Handles idempotency keys wherever a servlet service has a database. */
@AutoConfiguration(beforeName = "org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration", afterName = {
    "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
    "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(IdempotencyProperties.class)
class IdempotencyAutoConfiguration {

    /** Security's filter stands at -100; only who passed it may claim a key. */
    private static final int BEHIND_SECURITY = 0;

    @Bean
    Claims idempotencyClaims(DataSource database, JsonMapper json, ObjectProvider<Clock> clock,
            IdempotencyProperties properties) {
        return new Claims(JdbcClient.create(database), json, clock.getIfAvailable(Clock::systemUTC), properties);
    }

    /** Found by every transaction manager that Spring Boot sets up. */
    @Bean
    CommitFence idempotencyCommitFence(Claims claims) {
        return new CommitFence(claims);
    }

    @Bean
    Forgetting idempotencyForgetting(Claims claims, IdempotencyProperties properties) {
        return new Forgetting(claims, properties.forgetEvery());
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(Claims claims, CommitFence fence) {
        FilterRegistrationBean<IdempotencyFilter> filter = new FilterRegistrationBean<>(
                new IdempotencyFilter(claims, fence));
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        filter.setOrder(BEHIND_SECURITY);
        return filter;
    }
}
