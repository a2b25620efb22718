package polis.postgres.test;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An empty database with the roles and schemas of production, seen through the login role of one service.
 *
 * <pre>{@code
 * try (var database = TestDatabase.create("registry")) {
 *     Flyway.configure().dataSource(database.dataSource()).load().migrate();
 * }
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {

    private final Server server;
    private final String name;
    private final String service;
    private final boolean dedicated;

    private TestDatabase(Server server, String name, String service, boolean dedicated) {
        this.server = server;
        this.name = name;
        this.service = service;
        this.dedicated = dedicated;
    }

    /** A new database on the server that all tests of this JVM share. */
    public static TestDatabase create(String service) {
        return create(SharedServer.get(), service, false);
    }

    /** A new database on a server of its own, which takes about a second more and can be stopped. */
    public static TestDatabase dedicated(String service) {
        return create(new EmbeddedServer(), service, true);
    }

    private static TestDatabase create(Server server, String service, boolean dedicated) {
        return new TestDatabase(server, Roles.createDatabase(server, service, dedicated), service, dedicated);
    }

    public String jdbcUrl() {
        return server.jdbcUrl(name) + "?currentSchema=" + service;
    }

    public String username() {
        return service;
    }

    public String password() {
        return Roles.passwordOf(service);
    }

    /** A data source without a pool: every connection is a new one, of the service's role. */
    public DataSource dataSource() {
        return dataSource(service);
    }

    /** The same database through the eyes of another service, to see what it may not. */
    DataSource dataSource(String role) {
        return new DriverManagerDataSource(server.jdbcUrl(name), role, Roles.passwordOf(role));
    }

    /** Begins an outage: connections break, new ones are refused. Waits until it is so. Dedicated servers only. */
    public void stop() {
        embedded().stop();
    }

    /** Ends an outage: the same data on the same port. Waits until it answers. */
    public void start() {
        embedded().start();
    }

    /**
     * Begins a standstill: the server takes connections, and answers nothing at all, as one whose disk hangs. Ends with
     * what is returned. Dedicated servers only.
     */
    public Standstill freeze() {
        EmbeddedServer own = embedded();
        own.freeze();
        return own::thaw;
    }

    /**
     * Holds a table as a migration does that rewrites it: nobody else reads or writes it until what is returned is
     * closed.
     */
    public Standstill lock(String table) {
        try {
            Connection holder = dataSource().getConnection();
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
            }
            return () -> {
                try (holder) {
                    holder.rollback();
                } catch (SQLException e) {
                    throw new IllegalStateException("cannot let go of " + table, e);
                }
            };
        } catch (SQLException e) {
            throw new IllegalStateException("cannot lock " + table, e);
        }
    }

    /** How many sessions the service has in the server at the moment, the {@link #lock} of a test not counted. */
    public int sessions() {
        String sql = "select count(*) from pg_stat_activity a where usename = ? and not exists (select from pg_locks l"
                + " WHERE l.pid = a.pid AND l.mode = 'AccessExclusiveLock' AND l.granted AND l.locktype = 'relation')";
        try (Connection connection = server.administrator(name).getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, service);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count the sessions", e);
        }
    }

    /** A standstill that lasts until it is closed. */
    public interface Standstill extends AutoCloseable {

        @Override
        void close();
    }

    private EmbeddedServer embedded() {
        if (dedicated && server instanceof EmbeddedServer own) {
            return own;
        }
        throw new IllegalStateException("other tests use this server: ask for one with TestDatabase.dedicated(\""
                + service + "\") or @PostgresTest(value = \"" + service + "\", dedicated = true)");
    }

    /** Drops the database, also under open connections; a dedicated server goes with it. */
    @Override
    public void close() {
        if (dedicated) {
            embedded().close();
            return;
        }
        try (Connection connection = server.administrator("postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop " + name, e);
        }
    }
}
