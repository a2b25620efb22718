package polis.security;

import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The tokens that the issuer took back, asked for every moment: {@link Revocations} with an ETag. What was heard
 * last counts while the issuer is away, also for a service that starts then, out of the file that an earlier run left.
 */
final class PublishedRevocations implements TokenRevocations, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PublishedRevocations.class);

    private final IssuerHttp http;
    private final URI address;
    private final KeptFile file;
    private final Duration pause;
    private CountDownLatch stopping = new CountDownLatch(0);
    private volatile Revocations revoked;
    private volatile boolean running;
    private @Nullable String etag;
    private boolean away;

    PublishedRevocations(IssuerHttp http, URI address, KeptFile file, Duration pause) {
        this.http = http;
        this.address = address;
        this.file = file;
        this.pause = pause;
        String kept = file.read();
        this.revoked = kept == null ? Revocations.NONE : Revocations.ofLines(kept);
    }

    @Override
    public boolean revoked(Jwt token) {
        return revoked.cover(token);
    }

    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        CountDownLatch mine = stopping;
        Thread.ofVirtual().name("token-revocations").start(() -> follow(mine));
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

    /** Before requests are let in. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void follow(CountDownLatch end) {
        try {
            do {
                read();
            } while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            IssuerHttp.Fresh fresh = http.getIfChanged(address, etag);
            if (fresh != null) {
                take(fresh);
            }
            if (away) {
                log.info("The issuer's revoked tokens can be read again");
            }
            away = false;
        } catch (IOException | ParseException failure) {
            if (!away) {
                log.warn("Cannot read the issuer's revoked tokens; the {} last known ones still count: {}",
                        revoked.ids().size(), failure.getMessage());
            }
            away = true;
        }
    }

    private void take(IssuerHttp.Fresh fresh) throws ParseException {
        Revocations now = Revocations.ofJson(fresh.body());
        if (!now.equals(revoked)) {
            revoked = now;
            file.write(now.lines());
        }
        etag = fresh.etag();
    }
}
