package polis.registry.credential;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.loop.Loop;

/** Reads every second what other nodes changed: what was revoked there is revoked here. */
@Component
class CredentialRefresh extends Loop {

    private static final Logger log = LoggerFactory.getLogger(CredentialRefresh.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CredentialCache cache;

    CredentialRefresh(CredentialCache cache) {
        super("credential-refresh", PAUSE);
        this.cache = cache;
    }

    /** Reads them once before requests are accepted. */
    @Override
    public synchronized void start() {
        refresh();
        super.start();
    }

    @Override
    public int getPhase() {
        return -1;
    }

    @Override
    protected Duration step() {
        refresh();
        return PAUSE;
    }

    private void refresh() {
        try {
            cache.refresh();
        } catch (DataAccessException | TransactionException e) {
            log.debug("Credentials could not be read; the last known ones stay in force.", e);
        }
    }
}
