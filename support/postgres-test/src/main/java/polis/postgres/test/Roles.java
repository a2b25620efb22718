package polis.postgres.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes databases with what {@code deploy/postgres/roles.sql} puts into the one of production. */
final class Roles {

    private static final Pattern PASSWORD = Pattern.compile(":'(\\w+)_password'");
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String SCRIPT = script();

    private Roles() {}

    static String passwordOf(String service) {
        return service + "-secret";
    }

    /**
     * Roles belong to the server and not to a database, and PostgreSQL refuses to alter one twice at a time.
     *
     * @param limited whether the role has as few sessions as in production; not where many tests share it
     */
    static synchronized String createDatabase(Server server, String service, boolean limited) {
        if (!SCRIPT.contains(":'" + service + "_password'")) {
            throw new IllegalArgumentException("deploy/postgres/roles.sql has no role " + service);
        }
        String name = service + "_" + DATABASES.incrementAndGet();
        try {
            execute(server, "postgres", "CREATE DATABASE " + name);
            execute(server, name, withPasswords(SCRIPT));
            if (!limited) {
                execute(server, name, "ALTER ROLE " + service + " CONNECTION LIMIT -1");
            }
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
    }

    private static String withPasswords(String script) {
        return PASSWORD.matcher(script)
                .replaceAll(match -> Matcher.quoteReplacement("'" + passwordOf(match.group(1)) + "'"));
    }

    private static void execute(Server server, String database, String sql) throws SQLException {
        try (Connection connection = server.administrator(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script() {
        try (InputStream in = Roles.class.getResourceAsStream("roles.sql")) {
            if (in == null) {
                throw new IllegalStateException("roles.sql is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
