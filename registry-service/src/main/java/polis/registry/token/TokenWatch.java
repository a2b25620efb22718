package polis.registry.token;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.problem.ProblemException;
import polis.security.seal.SealException;

/** Reads every second what other nodes of the registry may have changed: keys and revoked tokens. Rotates keys that are old. */
@Component
class TokenWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TokenWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int PAUSES_BETWEEN_CLEANINGS = 60;

    private final SigningKeys keys;
    private final KeyRing ring;
    private final RevokedTokens revoked;
    private final SubjectRevocations subjects;
    private final TokenSettings settings;
    private final Clock clock;
    private CountDownLatch stopping = new CountDownLatch(0);
    private volatile boolean running;
    private boolean unreadable;

    TokenWatch(SigningKeys keys, KeyRing ring, RevokedTokens revoked, SubjectRevocations subjects,
            TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.ring = ring;
        this.revoked = revoked;
        this.subjects = subjects;
        this.settings = settings;
        this.clock = clock;
    }

    /** The first look is taken before requests are let in. */
    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        CountDownLatch mine = stopping;
        seal();
        look(true);
        Thread.ofVirtual().name("token-watch").start(() -> watch(mine));
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
            for (long look = 1; !end.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS); look++) {
                look(look % PAUSES_BETWEEN_CLEANINGS == 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A key of ours that is missing ends the start here, with what to do. */
    private void seal() {
        try {
            int sealed = ring.sealAll();
            if (sealed > 0) {
                log.info(
                        "{} signing keys were sealed with the key of today. One that lay in clear before is in backups of that time: "
                                + "POST /api/v1/signing-keys makes a new one.",
                        sealed);
            }
            keys.refresh();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The signing keys could not be looked at yet: {}", e.getMessage());
        }
    }

    private void look(boolean clean) {
        try {
            revoked.refresh();
            if (clean) {
                ring.forgetEnded();
                subjects.forgetEnded();
                rotateIfOld();
            }
            keys.refresh();
            unreadable = false;
        } catch (DataAccessException | TransactionException e) {
            log.debug("Keys and revoked tokens could not be read; the last known ones stay in force.", e);
        } catch (SealException e) {
            // Another node seals with a key that this one was not given: it goes on with what it knows.
            if (!unreadable) {
                log.error("Signing keys cannot be read, and the last known ones stay in force: {}", e.getMessage());
            }
            unreadable = true;
        }
    }

    private void rotateIfOld() {
        Duration age = settings.rotateAfter();
        var signing = keys.all().getLast();
        if (age == null || signing.signsFrom().plus(age).isAfter(clock.instant())) {
            return;
        }
        try {
            log.info("The signing key {} is old; {} takes its place.", signing.kid(), ring.rotate().kid());
        } catch (ProblemException anotherNodeWasFaster) {
            log.debug("The signing key is rotated already.", anotherNodeWasFaster);
        }
    }
}
