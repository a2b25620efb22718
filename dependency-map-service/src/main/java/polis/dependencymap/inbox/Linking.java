package polis.dependencymap.inbox;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polis.clock.Attention;
import polis.dependencymap.link.Batch;
import polis.dependencymap.link.Linker;
import polis.dependencymap.link.Links;
import polis.dependencymap.name.KnownNames;
import polis.dependencymap.traffic.Traffic;
import polis.dependencymap.traffic.TrafficSettings;

/** The one thread that owns the linker: feeds it what arrived, and writes what it found once in a while. */
final class Linking implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Linking.class);
    private static final int PAGE = 100;
    /** Beyond the time between two writes: nobody was here to listen. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final UUID FIRST = new UUID(0, 0);

    private final Inbox inbox;
    private final FlushWriter writer;
    private final Epoch epoch;
    private final GroupCommit commits;
    private final BlockingQueue<List<Arrival>> arrivals;
    private final Queue<Arrival> taken = new ArrayDeque<>();
    private final Backlog backlog;
    private final KnownNames names;
    private final InboxSettings settings;
    private final TrafficSettings kept;
    private final InstantSource clock;
    private final Counter failures;
    private final Linker linker;
    private final Attention attention;
    private final Instant began;
    private Traffic traffic;
    private Set<Batch> touched = identitySet();
    private @Nullable Flush pending;
    private boolean again;
    private long flushed;
    private long flushAt = System.nanoTime();
    private boolean recovered;
    private Instant recoveredTo = Instant.EPOCH;
    private UUID recoveredId = FIRST;

    Linking(Inbox inbox, FlushWriter writer, Epoch epoch, GroupCommit commits, BlockingQueue<List<Arrival>> arrivals,
            Backlog backlog, KnownNames names, InboxSettings settings, TrafficSettings kept, InstantSource clock,
            Counter failures) {
        this.inbox = inbox;
        this.writer = writer;
        this.epoch = epoch;
        this.commits = commits;
        this.arrivals = arrivals;
        this.backlog = backlog;
        this.names = names;
        this.settings = settings;
        this.kept = kept;
        this.clock = clock;
        this.failures = failures;
        this.linker = new Linker(settings.window(kept.mostEdges()));
        this.attention = new Attention(settings.flush().plus(LONGEST_PAUSE), settings.quiet().dividedBy(3),
                System.nanoTime());
        this.began = clock.instant();
        this.traffic = kept.traffic();
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TakenOverException e) {
            epoch.end();
            log.error("Spans are refused from now on: {}. Stop one of the two processes", e.getMessage());
        }
    }

    private void step() throws InterruptedException {
        try {
            if (!epoch.isOurs()) {
                takeOver();
            }
            if (traffic.isFull()) {
                // What is accepted waits in the queue, until that is full as well and reporters are told so.
                TimeUnit.NANOSECONDS.sleep(untilFlush());
            } else {
                boolean recovering = !recovered && backlog.hasRoom();
                if (recovering) {
                    recover();
                }
                linkArrived(recovering || linker.isBehind() ? 0 : untilFlush());
            }
            if (untilFlush() == 0 || linker.isBehind() || isEnough()) {
                flushInTime();
            }
        } catch (TakenOverException e) {
            throw e;
        } catch (RuntimeException e) {
            // The database, mostly. Nothing is lost: what was counted stays pending, what was accepted is in the inbox.
            log.warn("Linking goes on in a second: {}", e.toString());
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void takeOver() {
        long taken = inbox.takeOver();
        flushed = inbox.lastFlush();
        epoch.begin(taken);
        log.info("Linking spans in epoch {}", taken);
    }

    private void recover() {
        Inbox.Page page = inbox.leftBefore(epoch.current(), recoveredTo, recoveredId, PAGE);
        page.arrivals().forEach(arrival -> {
            names.readmit(arrival.spans());
            link(arrival);
        });
        recoveredTo = page.lastReceivedAt();
        recoveredId = page.lastId();
        backlog.holds(linker.held());
        recovered = page.isLast();
    }

    private void linkArrived(long patience) throws InterruptedException {
        if (taken.isEmpty()) {
            List<Arrival> group = arrivals.poll(patience, TimeUnit.NANOSECONDS);
            if (group != null) {
                taken.addAll(group);
            }
        }
        while (!taken.isEmpty() && !isEnough()) {
            Arrival next = taken.remove();
            link(next);
            backlog.linked(next.spans().size(), linker.held());
        }
    }

    /** As much as one write may hold. */
    private boolean isEnough() {
        return linker.found() >= kept.mostEdges();
    }

    private void link(Arrival arrival) {
        Instant now = listened();
        for (int i = 0; i < arrival.spans().size(); i++) {
            linker.add(arrival.spans().get(i), arrival.batch(), i, now);
        }
        if (arrival.batch().isFinished()) {
            touched.add(arrival.batch());
        }
    }

    private void flushInTime() {
        try {
            flush();
        } finally {
            // From its end on: however long it took, there is time for what arrived meanwhile.
            flushAt = System.nanoTime() + settings.flush().toNanos();
        }
    }

    /** Writes what became certain. Also called when the service stops: what is not certain yet waits in the inbox. */
    void flush() {
        if (!traffic.isFull()) {
            drain();
        }
        if (pending == null && !(traffic.isEmpty() && touched.isEmpty())) {
            pending = Flush.of(flushed + 1, traffic, touched);
            traffic = kept.traffic();
            touched = identitySet();
        }
        if (pending != null) {
            write(pending);
        }
        commits.resolveDoubts();
    }

    private void drain() {
        Links links = linker.drain(listened());
        linker.takeFailures().ifPresent(failure -> {
            failures.increment(failure.times());
            log.error("{} spans or traces could not be linked and are left out", failure.times(), failure.cause());
        });
        backlog.holds(linker.held());
        traffic.add(links.calls(), links.served(), clock.instant());
        touched.addAll(links.touched());
    }

    private void write(Flush flush) {
        boolean maybeWritten = again;
        again = true;
        writer.write(flush, epoch.current(), maybeWritten);
        again = false;
        pending = null;
        flushed = flush.number();
    }

    /** Returns the linker's clock: whoever did not come while nobody listened is not late. */
    private Instant listened() {
        return began.plusNanos(attention.look(System.nanoTime()));
    }

    private long untilFlush() {
        return Math.max(0, flushAt - System.nanoTime());
    }

    private static Set<Batch> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
