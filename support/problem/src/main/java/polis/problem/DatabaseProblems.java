package polis.problem;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** The database is away or too slow, or somebody else changed the same row first. */
@Order(10)
final class DatabaseProblems implements ProblemMapping {

    /**
     * PostgreSQL's states of a server that is going down, starting up or has no connection left, and of what it gave up
     * because a lock, a statement or a transaction took too long.
     */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57P05", "53300", "55P03", "57014",
            "25P03", "25P04");

    @Override
    public @Nullable ProblemException map(Throwable failure) {
        if (Causes.of(failure).anyMatch(DatabaseProblems::away)) {
            return new ProblemException(StandardProblem.DATABASE_UNAVAILABLE,
                    "The database does not answer now. Try again in a moment.", failure).header("Retry-After", "2");
        }
        if (Causes.find(ConcurrencyFailureException.class, failure) != null) {
            return new ProblemException(StandardProblem.CONCURRENT_CHANGE,
                    "Another request changed the same resource at the same time. Read it again and repeat the request.",
                    failure);
        }
        return null;
    }

    private static boolean away(Throwable cause) {
        return switch (cause) {
            case CannotCreateTransactionException _,DataAccessResourceFailureException _ -> true;
            case SQLTransientConnectionException _,SQLNonTransientConnectionException _ -> true;
            case SQLException sql -> away(sql);
            default -> false;
        };
    }

    private static boolean away(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            // The pool's words when it gave a broken connection up in the middle of a transaction, as its rollback
            // finds.
            return "Connection is closed".equals(failure.getMessage());
        }
        return state.startsWith("08") || AWAY.contains(state);
    }
}
