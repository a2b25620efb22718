package polis.registry.writebehind;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a database that is away from an entry that will never fit. */
final class Failures {

    private Failures() {}

    /**
     * Returns whether the same might work later. In doubt it might: to repeat costs little, to forget costs an
     * instance.
     */
    static boolean isTransient(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return !rejectsTheEntry(sql.getSQLState());
            }
        }
        return failure instanceof TransientDataAccessException || failure instanceof TransactionException;
    }

    /** SQL states of bad values (22), broken constraints (23) and statements that do not fit the schema (42). */
    private static boolean rejectsTheEntry(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
    }
}
