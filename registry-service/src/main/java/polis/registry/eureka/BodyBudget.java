package polis.registry.eureka;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import polis.registry.lease.BoundSettings;

/**
 * The heap for registrations that are being read. Thousands may be sent at once, and reading one takes more than
 * holding it.
 */
@Component
class BodyBudget {

    private static final int PATIENCE_SECONDS = 3;
    private static final int BUFFERS = 4 << 10;

    /** A body is its text, its values, and what a parser makes in between. */
    private static final int TIMES = 4;

    private final int most;
    private final Semaphore available;

    BodyBudget(BoundSettings settings) {
        this.most = (int) Math.min(settings.bytes() * 2 / 3, Integer.MAX_VALUE);
        this.available = new Semaphore(most, true);
    }

    interface Reading<T> {

        T read() throws IOException;
    }

    /** @param length of the body in bytes, at most */
    <T> T reading(int length, Reading<T> reading) throws IOException {
        int wanted = (int) Math.min((long) length * TIMES + BUFFERS, most);
        boolean taken = false;
        try {
            taken = available.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!taken) {
                throw RegistrationBounds.busy("Too many registrations are being read at once.");
            }
            return reading.read();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistrationBounds.busy("This registry is shutting down.");
        } finally {
            if (taken) {
                available.release(wanted);
            }
        }
    }
}
