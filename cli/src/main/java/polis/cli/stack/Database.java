package polis.cli.stack;

import polis.cli.postgres.PostgresCluster;

/** The PostgreSQL that the services share: an administrator's way in, from which their own roles are made. */
record Database(String url, String user, String password, int port, boolean embedded) {

    /** Away from 5432, where a PostgreSQL of the machine may well listen already. */
    static final int PORT = 15432;

    static final String NAME = "polis";

    static Database embedded(int offset, Secrets secrets) {
        int port = PORT + offset;
        return new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME, PostgresCluster.SUPERUSER,
                secrets.postgres(), port, true);
    }

    static Database external(String url, String user, String password) {
        String jdbc = url.startsWith("jdbc:") ? url : "jdbc:" + url;
        return new Database(jdbc, user, password, 0, false);
    }
}
