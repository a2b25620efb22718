package polis.gateway.session;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.loop.Loop;

/** Takes sessions out that are over, by batches. */
@Component
class SessionCleaning extends Loop {

    private static final Logger log = LoggerFactory.getLogger(SessionCleaning.class);
    private static final int BATCH = 500;

    private final Sessions sessions;
    private final SessionSettings settings;

    SessionCleaning(Sessions sessions, SessionSettings settings) {
        super("session-cleaning");
        this.sessions = sessions;
        this.settings = settings;
    }

    @Override
    protected Duration step() {
        try {
            return sessions.forgetEnded(BATCH) < BATCH ? settings.clean() : Duration.ofMillis(100);
        } catch (DataAccessException | TransactionException away) {
            log.debug("Sessions that are over stay until the database is back", away);
            return settings.clean();
        }
    }
}
