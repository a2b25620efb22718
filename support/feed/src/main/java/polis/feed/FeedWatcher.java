package polis.feed;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of events to one client. It has no thread and no queue of its own: only a position, and, while it catches up, a
 * page that is read from the database. Whoever finds that there is something to write, or that there is room for it, writes
 * as much as the connection takes; a client that takes nothing is cut off by the connector's write timeout.
 */
final class FeedWatcher implements WriteListener, AsyncListener {

    private static final Logger log = LoggerFactory.getLogger(FeedWatcher.class);
    private static final EncodedEvent ALIVE = EncodedEvent.comment("alive");

    private final FeedWatchers all;
    private final AsyncContext connection;
    private final ServletOutputStream out;
    private final @Nullable Principal caller;
    private final ReentrantLock lock = new ReentrantLock();
    private long position;
    private @Nullable EncodedEvent sign;
    private List<EncodedEvent> page = List.of();
    private int written;
    private boolean catchingUp;
    private boolean unflushed;
    private volatile boolean over;
    private volatile long wroteAt = System.nanoTime();

    FeedWatcher(FeedWatchers all, AsyncContext connection, ServletOutputStream out, @Nullable Principal caller,
            long position) {
        this.all = all;
        this.connection = connection;
        this.out = out;
        this.caller = caller;
        this.position = position;
        this.sign = EncodedEvent.comment("after " + position);
    }

    @Nullable
    Principal caller() {
        return caller;
    }

    /** When something was written last, in nanoseconds. */
    long wroteAt() {
        return wroteAt;
    }

    /** Shows both ends that the other lives. */
    void beat() {
        locked(() -> sign = sign == null ? ALIVE : sign);
        pump();
    }

    /** Writes what there is for as long as the connection takes it. */
    void pump() {
        locked(() -> {
            try {
                while (!over && out.isReady()) {
                    EncodedEvent next = next();
                    if (next != null) {
                        next.writeTo(out);
                        unflushed = true;
                    } else if (unflushed) {
                        out.flush();
                        unflushed = false;
                        wroteAt = System.nanoTime();
                    } else {
                        return;
                    }
                }
            } catch (IOException | IllegalStateException gone) {
                end(gone);
            }
        });
    }

    /** Where to read on for it. */
    long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a page from the database; none when that is away, and it asks again at the next occasion. */
    void caughtUp(List<EncodedEvent> events) {
        locked(() -> {
            catchingUp = false;
            page = over ? List.of() : events;
            written = 0;
        });
        if (over || events.isEmpty()) {
            all.done(this);
        }
        pump();
    }

    boolean over() {
        return over;
    }

    private @Nullable EncodedEvent next() {
        EncodedEvent first = sign;
        if (first != null) {
            sign = null;
            return first;
        }
        if (!page.isEmpty()) {
            EncodedEvent event = page.get(written++);
            if (written == page.size()) {
                page = List.of();
                all.done(this);
            }
            position = event.seq();
            return event;
        }
        if (catchingUp) {
            return null;
        }
        RecentEvents recent = all.recent();
        EncodedEvent event = recent.after(position);
        if (event != null) {
            position = event.seq();
            return event;
        }
        if (recent.newest() > position) {
            catchingUp = true;
            all.catchUp(this);
        }
        return null;
    }

    /** Ends the stream; the client connects again and resumes. */
    void end(@Nullable Throwable why) {
        boolean first;
        lock.lock();
        try {
            first = !over;
            over = true;
        } finally {
            lock.unlock();
        }
        if (!first) {
            return;
        }
        if (why != null) {
            log.debug("A watcher went away: {}", why.getMessage());
        }
        forget();
        try {
            connection.complete();
        } catch (IllegalStateException ended) {
            log.debug("The connection ended by itself");
        }
    }

    @Override
    public void onWritePossible() {
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        end(failure);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        boolean first = !over;
        over = true;
        if (first) {
            forget();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(event.getThrowable());
    }

    @Override
    public void onError(AsyncEvent event) {
        end(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        log.debug("A watcher is started once");
    }

    private void forget() {
        locked(() -> {
            if (!page.isEmpty()) {
                page = List.of();
                all.done(this);
            }
        });
        all.leave(this);
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
