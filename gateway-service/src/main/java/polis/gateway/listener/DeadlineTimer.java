package polis.gateway.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Checks a client's deadlines on its event loop. Before one counts as missed the loop turns once more, which reads
 * what waits in the socket, for as long as it was late itself. At most one timer is under way.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What the timer runs answers to nobody.
final class DeadlineTimer implements Runnable {

    /** Time for one more turn of the event loop. */
    private static final long LAST_READ = 250_000_000L;

    private final ChannelHandlerContext context;
    private final Ticker ticker;
    private final Runnable check;
    private @Nullable ScheduledFuture<?> timer;
    private long timerAt;
    private boolean checked;

    /** @param check asks {@link #missed} for the deadline that counts by then, if there is one */
    DeadlineTimer(ChannelHandlerContext context, Runnable check) {
        this.context = context;
        this.ticker = context.executor().ticker();
        this.check = check;
    }

    long now() {
        return ticker.nanoTime();
    }

    /** Another deadline counts from here on. */
    void renew() {
        checked = false;
    }

    /** Checks after so long, unless it checks earlier anyhow. */
    void schedule(long nanos) {
        long at = now() + nanos;
        if (timer != null) {
            if (timerAt <= at) {
                return;
            }
            timer.cancel(false);
        }
        timerAt = at;
        timer = context.executor().schedule(this, Math.max(1, nanos), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        timer = null;
        if (context.channel().isActive()) {
            check.run();
        }
    }

    /**
     * Returns whether the deadline is missed for good; checks again otherwise.
     *
     * @param most the longest that a late gateway waits for what is still to be read
     */
    boolean missed(long deadline, long most) {
        long late = now() - deadline;
        if (late < 0) {
            checked = false;
            schedule(-late);
            return false;
        }
        if (!checked) {
            checked = true;
            schedule(Math.clamp(late, LAST_READ, Math.max(LAST_READ, most)));
            return false;
        }
        return true;
    }
}
