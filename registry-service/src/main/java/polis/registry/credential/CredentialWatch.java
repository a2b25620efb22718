package polis.registry.credential;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.registry.round.Round;

/** Sees every second what other nodes changed: what was revoked there is revoked here. */
@Component
class CredentialWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CredentialWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CredentialBook book;
    private final Round round = new Round("credential-watch", PAUSE, this::look);

    CredentialWatch(CredentialBook book) {
        this.book = book;
    }

    /** The first look is taken before requests are let in. */
    @Override
    public void start() {
        look();
        round.start();
    }

    @Override
    public void stop() {
        round.stop();
    }

    @Override
    public boolean isRunning() {
        return round.isRunning();
    }

    @Override
    public int getPhase() {
        return -1;
    }

    private void look() {
        try {
            book.refresh();
        } catch (DataAccessException | TransactionException e) {
            log.debug("Credentials could not be read; the last known ones stay in force.", e);
        }
    }
}
