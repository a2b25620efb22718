package polis.registry.token;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.loop.Loop;
import polis.problem.ProblemException;
import polis.security.seal.SealException;

// ADR 32
/**
 * Reads every second what other nodes of the registry may have changed: keys and revoked tokens. Rotates keys that are
 * old.
 */
@Component
class TokenRefresh extends Loop {

    private static final Logger log = LoggerFactory.getLogger(TokenRefresh.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int PAUSES_BETWEEN_CLEANINGS = 60;

    private final SigningKeys keys;
    private final KeyRing ring;
    private final RevokedTokens revoked;
    private final SubjectRevocations subjects;
    private final TokenSettings settings;
    private final Clock clock;
    private int looks;
    private boolean unreadable;

    TokenRefresh(SigningKeys keys, KeyRing ring, RevokedTokens revoked, SubjectRevocations subjects,
            TokenSettings settings, Clock clock) {
        super("token-refresh", PAUSE);
        this.keys = keys;
        this.ring = ring;
        this.revoked = revoked;
        this.subjects = subjects;
        this.settings = settings;
        this.clock = clock;
    }

    /** Reads them once before requests are accepted. */
    @Override
    public synchronized void start() {
        seal();
        looks = 0;
        refresh();
        super.start();
    }

    @Override
    public int getPhase() {
        return -1;
    }

    /** A key of ours that is missing ends the start here, with what to do. */
    private void seal() {
        try {
            int sealed = ring.sealAll();
            if (sealed > 0) {
                log.info(
                        "{} signing keys were sealed with the current key. A key that was stored in clear is still in backups of that time: "
                                + "POST /api/v1/signing-keys makes a new one.",
                        sealed);
            }
            keys.refresh();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The signing keys could not be read yet: {}", e.getMessage());
        }
    }

    @Override
    protected Duration step() {
        refresh();
        return PAUSE;
    }

    private void refresh() {
        boolean clean = looks++ % PAUSES_BETWEEN_CLEANINGS == 0;
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
                log.error("Signing keys cannot be opened; the last known ones stay in force: {}", e.getMessage());
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
