package polis.feed;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of events to one client. It has no thread and no queue of its own: only a position, and, while it catches
 * up, a page that is read from the database. Whoever finds that there is something to write, or that there is room for
 * it, writes as much as the connection takes.
 */
final class FeedWatcher {

    private static final Logger log = LoggerFactory.getLogger(FeedWatcher.class);
    private static final EncodedEvent ALIVE = EncodedEvent.comment("alive");

    private final FeedWatchers all;
    private final FeedSocket socket;
    private final @Nullable Principal caller;
    private final boolean counted;
    private final ReentrantLock lock = new ReentrantLock();
    private long position;
    private @Nullable EncodedEvent sign;
    private List<EncodedEvent> page = List.of();
    private int written;
    private boolean catchingUp;
    private boolean unflushed;
    private volatile boolean full;
    private volatile boolean over;
    private volatile long wroteAt;
    private volatile long lookedOn;

    /** @param counted whether it is one of the streams that its caller may have */
    FeedWatcher(FeedWatchers all, FeedSocket socket, @Nullable Principal caller, long position, boolean counted) {
        this.all = all;
        this.socket = socket;
        this.caller = caller;
        this.counted = counted;
        this.position = position;
        this.sign = EncodedEvent.comment("after " + position);
        wrote();
    }

    @Nullable
    Principal caller() {
        return caller;
    }

    boolean counted() {
        return counted;
    }

    /** Returns whether all that was to be written has been so for longer than that. */
    boolean silent(long nanos, long nowNanos) {
        return !full && nowNanos - wroteAt > nanos;
    }

    /** Returns whether the connection takes nothing any more for longer than that, as far as we looked on. */
    boolean stalled(long nanos) {
        return full && all.lookedOn() - lookedOn > nanos;
    }

    /** Shows both ends that the other lives. */
    void beat() {
        locked(() -> sign = sign == null ? ALIVE : sign);
        pump();
    }

    /** Writes what there is for as long as the connection takes it. */
    void pump() {
        attempt(this::write);
    }

    /** The connection takes something again. */
    void room() {
        attempt(() -> {
            if (!over && full) {
                flush();
            }
            write();
        });
    }

    private void write() throws IOException {
        while (!over && !full) {
            EncodedEvent next = next();
            if (next != null) {
                full = !socket.write(next.frame());
                unflushed = true;
                wrote();
            } else if (unflushed) {
                flush();
            } else {
                return;
            }
        }
    }

    private void flush() throws IOException {
        full = !socket.flush();
        unflushed = false;
        wrote();
    }

    private void wrote() {
        wroteAt = System.nanoTime();
        lookedOn = all.lookedOn();
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
        if (!events.isEmpty() && events.getFirst().seq() > position() + 1) {
            all.done(this);
            // It comes again, and is told so.
            end(new IOException("what it would read next is no longer kept"));
            return;
        }
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
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            if (!page.isEmpty()) {
                page = List.of();
                all.done(this);
            }
        } finally {
            lock.unlock();
        }
        if (why != null) {
            log.debug("A watcher went away: {}", why.getMessage());
        }
        all.leave(this);
        socket.close();
    }

    private interface Writing {

        void run() throws IOException;
    }

    /**
     * What fails ends the stream, but after our lock is free: its end wants that of the socket, whose holders want
     * ours.
     */
    private void attempt(Writing writing) {
        Exception failure = null;
        lock.lock();
        try {
            writing.run();
        } catch (IOException | RuntimeException gone) {
            // Whatever a closing socket throws: whoever writes to this one writes to others next.
            failure = gone;
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            end(failure);
        }
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
