package polis.postgres.test;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** {@code postgres:18} on a Docker engine. */
final class ContainerServer implements Server {

    static final String IMAGE = "postgres:18";

    private final PostgreSQLContainer container = new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c",
            "fsync=off", "-c", "synchronous_commit=off", "-c", "max_connections=300");

    /** Throws what the engine says if it cannot run the image. */
    ContainerServer() {
        // Over TCP: the server that initialises the database, and then restarts, listens on a socket file only.
        container.setWaitStrategy(Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1"));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "postgres-container-stop"));
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + container.getHost() + ":"
                + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/" + database;
    }

    @Override
    public DataSource administrator(String database) {
        return new DriverManagerDataSource(jdbcUrl(database), container.getUsername(), container.getPassword());
    }
}
