package polis.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Asks the database whether it answers. One question at a time is under way, however many ask for the health: who comes
 * while it has been unanswered for long is told so at once, and waits for nothing.
 */
final class DatabaseHealthIndicator implements HealthIndicator {

    /** A starved database needs a second for anything; readiness is to be answered within five. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Who was told that it does not answer is not told so slowly each time. */
    private static final Duration WHEN_DOWN = Duration.ofMillis(250);

    private final DataSource database;
    private final ReentrantLock asking = new ReentrantLock();
    private @Nullable Question last;

    DatabaseHealthIndicator(DataSource database) {
        this.database = database;
    }

    private record Question(FutureTask<Health> answer, long until) {}

    @Override
    public Health health() {
        Question question = question();
        try {
            return question.answer().get(Math.max(0, question.until() - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException waiting) {
            return Health.down().withDetail("reason", "it has not answered for a while").build();
        } catch (ExecutionException failed) {
            return Health.down().withDetail("reason", String.valueOf(failed.getCause())).build();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        }
    }

    /** The one that is under way, else a new one. */
    private Question question() {
        asking.lock();
        try {
            Question known = last;
            if (known != null && !known.answer().isDone()) {
                return known;
            }
            Duration patience = known == null || wasUp(known.answer()) ? PATIENCE : WHEN_DOWN;
            var fresh = new Question(new FutureTask<>(this::ask), System.nanoTime() + patience.toNanos());
            Thread.ofVirtual().name("database-health").start(fresh.answer());
            last = fresh;
            return fresh;
        } finally {
            asking.unlock();
        }
    }

    private static boolean wasUp(Future<Health> answer) {
        return answer.state() == Future.State.SUCCESS && answer.resultNow().getStatus().equals(Status.UP);
    }

    private Health ask() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.isValid((int) PATIENCE.toSeconds())
                    ? Health.up().withDetail("database", connection.getMetaData().getDatabaseProductName()).build()
                    : Health.down().withDetail("reason", "the connection does not answer").build();
        }
    }
}
