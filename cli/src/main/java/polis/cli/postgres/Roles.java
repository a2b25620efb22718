package polis.cli.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import polis.cli.terminal.Failure;

/** A login role and a schema per service, by the same {@code roles.sql} that the containers run with psql. */
public final class Roles {

    /** The syntax of psql: {@code :'name'} is the variable's value as a literal; {@code ::} is a cast. */
    private static final Pattern VARIABLE = Pattern.compile("(?<!:):'([A-Za-z_][A-Za-z0-9_]*)'");
    private static final String WRONG_PASSWORD = "28P01";

    private Roles() {}

    /** Makes the database unless it is there. */
    public static void createDatabase(String adminUrl, String user, String password, String database) {
        try (Connection connection = DriverManager.getConnection(adminUrl, user, password);
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement
                    .executeQuery("select 1 from pg_database where datname = " + literal(database))) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database \"" + database.replace("\"", "\"\"") + "\"");
        } catch (SQLException e) {
            throw failure(adminUrl, e);
        }
    }

    /** Brings roles and schemas to what the script says; it may run any number of times. */
    public static void apply(String url, String user, String password, Map<String, String> variables) {
        String script = substitute(script(), variables);
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(script);
            }
            connection.commit();
        } catch (SQLException e) {
            throw failure(url, e);
        }
    }

    static String substitute(String script, Map<String, String> variables) {
        return VARIABLE.matcher(script).replaceAll(found -> {
            String value = variables.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("roles.sql wants a variable that nobody gave: " + found.group(1));
            }
            return Matcher.quoteReplacement(literal(value));
        });
    }

    static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String script() {
        try (InputStream stream = Roles.class.getResourceAsStream("roles.sql")) {
            if (stream == null) {
                throw new IllegalStateException("roles.sql is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Failure failure(String url, SQLException e) {
        if (WRONG_PASSWORD.equals(e.getSQLState())) {
            return new Failure("The database at " + url + " does not accept the password. If secrets.properties was "
                    + "removed and the data kept, restore that file, or remove the postgres folder beside it too.");
        }
        return new Failure("The database at " + url + " refused: " + e.getMessage());
    }
}
