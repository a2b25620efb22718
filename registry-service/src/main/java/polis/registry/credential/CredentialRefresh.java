package polis.registry.credential;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.registry.periodic.PeriodicTask;

/** Reads every second what other nodes changed: what was revoked there is revoked here. */
@Component
class CredentialRefresh implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CredentialRefresh.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CredentialCache cache;
    private final PeriodicTask task = new PeriodicTask("credential-refresh", PAUSE, this::refresh);

    CredentialRefresh(CredentialCache cache) {
        this.cache = cache;
    }

    /** Reads them once before requests are accepted. */
    @Override
    public void start() {
        refresh();
        task.start();
    }

    @Override
    public void stop() {
        task.stop();
    }

    @Override
    public boolean isRunning() {
        return task.isRunning();
    }

    @Override
    public int getPhase() {
        return -1;
    }

    private void refresh() {
        try {
            cache.refresh();
        } catch (DataAccessException | TransactionException e) {
            log.debug("Credentials could not be read; the last known ones stay in force.", e);
        }
    }
}
