package polis.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Lets the statements of one transaction take longer: for what nobody waits for, and what is read once at a start. */
public final class LongerStatements {

    /** The server gives up first: a service that hangs up leaves the statement running. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DataSource database;

    LongerStatements(DataSource database) {
        this.database = database;
    }

    /**
     * Until the caller's transaction ends. How long a lock is waited for stays as it is.
     *
     * @param most for each statement
     * @throws IllegalStateException outside of a transaction, where it would hold for nobody or for everybody
     */
    public void allow(Duration most) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("longer statements need a transaction that ends them");
        }
        Connection connection = DataSourceUtils.getConnection(database);
        try (Statement statement = connection.createStatement()) {
            // The pool sets it back when the connection returns.
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(most.plus(GRACE).toMillis()));
            statement.execute("set local statement_timeout = " + most.toMillis());
        } catch (SQLException failure) {
            throw new DataAccessResourceFailureException("the deadline of a statement cannot be set", failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }
}
