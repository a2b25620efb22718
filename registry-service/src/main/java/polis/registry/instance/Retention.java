package polis.registry.instance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets instances that have been gone for longer than they are to be remembered. */
@Component
@EnableConfigurationProperties(RetentionSettings.class)
class Retention implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** Small, so that whoever writes an instance never waits for long. */
    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RetentionSettings settings;
    private CountDownLatch stopping = new CountDownLatch(0);
    private @Nullable Thread thread;

    Retention(JdbcClient jdbc, Clock clock, RetentionSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** Several nodes may do this at once; one whose process registers against orders is left until its lease ends. */
    int purge() {
        Instant limit = clock.instant().minus(settings.retention());
        int purged = 0;
        int batch;
        do {
            batch = jdbc
                    .sql("""
                            delete from instance where (service, id) in (
                                select service, id from instance where state = 'GONE' and ended_at < :limit and lease_status is null
                                order by ended_at limit :batch for update skip locked)
                            """)
                    .param("limit", limit.atOffset(ZoneOffset.UTC)).param("batch", BATCH).update();
            purged += batch;
        } while (batch == BATCH);
        return purged;
    }

    @Override
    public void start() {
        var latch = new CountDownLatch(1);
        stopping = latch;
        thread = Thread.ofVirtual().name("retention").start(() -> run(latch));
    }

    private void run(CountDownLatch stop) {
        try {
            while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                purgeOrLater();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void purgeOrLater() {
        try {
            int purged = purge();
            if (purged > 0) {
                log.info("Forgot {} instances that were gone for longer than {}.", purged, settings.retention());
            }
        } catch (RuntimeException e) {
            log.debug("Instances that are gone are forgotten later.", e);
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
