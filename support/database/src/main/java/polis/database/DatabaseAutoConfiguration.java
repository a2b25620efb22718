package polis.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Where a service has a database: migrations and long statements with deadlines of their own, and a health that does
 * not wait.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration", beforeName = {
    "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
    "org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration"})
@ConditionalOnBean(DataSource.class)
class DatabaseAutoConfiguration {

    @Bean
    FlywayConfigurationCustomizer migrationsTakeTheirTime() {
        return flyway -> {
            if (flyway.getDataSource() instanceof HikariDataSource pool) {
                flyway.dataSource(MigrationConnections.of(pool));
            }
        };
    }

    @Bean
    LongerStatements longerStatements(DataSource database) {
        return new LongerStatements(database);
    }

    /** In place of Boot's, which waits as long as a request does, once per caller. */
    @Bean
    @ConditionalOnMissingBean(name = "dbHealthIndicator")
    DatabaseHealthIndicator dbHealthIndicator(DataSource database) {
        return new DatabaseHealthIndicator(database);
    }
}
