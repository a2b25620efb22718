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

    private void look(boolean clean) {
        try {
            revoked.refresh();
            if (clean) {
                ring.forgetEnded();
                subjects.forgetEnded();
                rotateIfOld();
            }
            keys.refresh();
        } catch (DataAccessException | TransactionException e) {
            log.debug("Keys and revoked tokens could not be read; the last known ones stay in force.", e);
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
