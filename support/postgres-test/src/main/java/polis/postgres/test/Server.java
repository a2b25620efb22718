package polis.postgres.test;

import javax.sql.DataSource;

/** A running PostgreSQL. */
sealed interface Server permits EmbeddedServer, ContainerServer {

    String jdbcUrl(String database);

    /** Connections of the superuser. */
    DataSource administrator(String database);
}
