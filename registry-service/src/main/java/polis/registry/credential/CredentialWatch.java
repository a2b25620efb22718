package polis.registry.credential;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Sees every second what other nodes changed: what was revoked there is revoked here. */
@Component
class CredentialWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CredentialWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CredentialBook book;
    private CountDownLatch stopping = new CountDownLatch(0);
    private volatile boolean running;

    CredentialWatch(CredentialBook book) {
        this.book = book;
    }

    /** The first look is taken before requests are let in. */
    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        CountDownLatch mine = stopping;
        look();
        Thread.ofVirtual().name("credential-watch").start(() -> watch(mine));
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return -1;
    }

    private void watch(CountDownLatch end) {
        try {
            while (!end.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            book.refresh();
        } catch (DataAccessException | TransactionException e) {
            log.debug("Credentials could not be read; the last known ones stay in force.", e);
        }
    }
}
