package polis.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Connections for migrations, outside of the pool: a statement may take ten minutes there. A lock is not waited for any
 * longer than elsewhere, for whoever waits for one on a table holds up all who want that table after him.
 */
final class MigrationConnections {

    private static final String OPTIONS = "-c lock_timeout=3000 -c statement_timeout=600000";
    private static final String SOCKET_SECONDS = "660";
    private static final String LOGIN_SECONDS = "5";

    private MigrationConnections() {}

    static DataSource of(HikariDataSource pool) {
        var properties = new Properties();
        pool.getDataSourceProperties()
                .forEach((key, value) -> properties.setProperty(key.toString(), value.toString()));
        properties.setProperty("options", OPTIONS);
        properties.setProperty("socketTimeout", SOCKET_SECONDS);
        // A server that stands still takes the connection and says nothing.
        properties.setProperty("loginTimeout", LOGIN_SECONDS);
        var migrations = new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
        migrations.setConnectionProperties(properties);
        return migrations;
    }
}
