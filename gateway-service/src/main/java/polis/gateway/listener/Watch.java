package polis.gateway.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches a client's deadlines on its event loop. Before one counts as missed the loop turns once more, which reads
 * what waits in the socket, for as long as it was late itself. At most one timer is under way.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What the timer runs answers to nobody.
final class Watch implements Runnable {

    /** Time for one more turn of the event loop. */
    private static final long LAST_LOOK = 250_000_000L;

    private final ChannelHandlerContext context;

    private final Ticker ticker;

    private final Runnable look;

    private @Nullable ScheduledFuture<?> timer;

    private long timerAt;

    private boolean looked;

    /** @param look asks {@link #missed} for the deadline that counts by then, if there is one */
    Watch(ChannelHandlerContext context, Runnable look) {
        this.context = context;
        this.ticker = context.executor().ticker();
        this.look = look;
    }

    long now() {
        return ticker.nanoTime();
    }

    /** Another deadline counts from here on. */
    void renew() {
        looked = false;
    }

    /** Looks after so long, unless it looks earlier anyhow. */
    void in(long nanos) {
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
            look.run();
        }
    }

    /**
     * Returns whether the deadline is missed for good; looks again otherwise.
     *
     * @param most the longest that a late gateway waits for what is still to be read
     */
    boolean missed(long deadline, long most) {
        long late = now() - deadline;
        if (late < 0) {
            looked = false;
            in(-late);
            return false;
        }
        if (!looked) {
            looked = true;
            in(Math.clamp(late, LAST_LOOK, Math.max(LAST_LOOK, most)));
            return false;
        }
        return true;
    }
}
