package polis.scheduler.lead;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * At most one scheduler acts at a time: the one whose session holds PostgreSQL's advisory lock. The lock ends with the
 * session, and so with the process, however that ends.
 */
// ADR 6
@Component
public class Leadership {

    private static final Logger log = LoggerFactory.getLogger(Leadership.class);

    /** "polis" on a keypad; locks are per database, and the schema's name keeps two installations in one apart. */
    private static final String LOCK = "select pg_try_advisory_lock(76547, hashtext(current_schema()))";

    /** A starved database may need a second for anything, and whoever drops the lock looks at everything anew. */
    private static final int PATIENCE_SECONDS = 3;

    private final DataSource database;

    @Nullable
    private Connection session;
    private volatile boolean held;

    Leadership(DataSource database) {
        this.database = database;
    }

    /** As of the last {@link #seek()}. */
    public boolean held() {
        return held;
    }

    /** Takes the lock if nobody has it, and sees that it is still held. */
    public boolean seek() {
        boolean before = held;
        try {
            if (session != null && !session.isValid(PATIENCE_SECONDS)) {
                drop();
            }
            if (session == null) {
                session = database.getConnection();
                held = false;
            }
            if (!held) {
                held = lock(session);
            }
        } catch (SQLException away) {
            drop();
        }
        if (held != before) {
            log.info(held
                    ? "This scheduler acts now"
                    : "This scheduler does not act any more: its database session ended");
        }
        return held;
    }

    private static boolean lock(Connection session) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(LOCK);
                ResultSet result = statement.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }

    /** Gives the lock back, so that another scheduler need not wait for the end of the session. */
    private void release() {
        Connection old = session;
        if (held && old != null) {
            try (PreparedStatement statement = old.prepareStatement("select pg_advisory_unlock_all()")) {
                statement.execute();
                held = false;
                session = null;
                old.close();
            } catch (SQLException gone) {
                log.debug("The session was gone: {}", gone.getMessage());
            }
        }
    }

    private void drop() {
        held = false;
        Connection old = session;
        session = null;
        if (old != null) {
            try {
                // A pooled session would go on, and hold the lock on behalf of nobody.
                old.abort(Runnable::run);
                old.close();
            } catch (SQLException gone) {
                log.debug("The session was gone: {}", gone.getMessage());
            }
        }
    }

    @PreDestroy
    void close() {
        release();
        drop();
    }
}
