package polis.gateway.session;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.peer.Loop;

/** Takes sessions out that are over, by batches. */
@Component
class SessionCleaning implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SessionCleaning.class);
    private static final int BATCH = 500;

    private final Sessions sessions;
    private final SessionSettings settings;
    private final Loop loop = new Loop("session-cleaning", this::step);

    SessionCleaning(Sessions sessions, SessionSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    private Duration step() {
        try {
            return sessions.forgetEnded(BATCH) < BATCH ? settings.clean() : Duration.ofMillis(100);
        } catch (DataAccessException | TransactionException away) {
            log.debug("Sessions that are over stay until the database is back", away);
            return settings.clean();
        }
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.running();
    }
}
