package polis.dependencymap.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import polis.dependencymap.capacity.RecentRefusals;
import polis.dependencymap.link.Batch;
import polis.dependencymap.link.Span;
import polis.dependencymap.name.KnownNames;
import polis.dependencymap.name.NamesFullException;
import polis.dependencymap.traffic.TrafficSettings;

// ADR 14
/** The way in for spans. Once {@link #accept} has returned they will be counted, whatever happens, and once only. */
@Component
public class Intake implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final Epoch epoch = new Epoch();
    private final KnownNames names;
    private final Backlog backlog;
    private final GroupCommit commits;
    private final Linking linking;
    private final Deadlines deadlines;
    private final InstantSource clock;
    private final RecentRefusals refusals;
    private final Counter refused;
    private @Nullable Thread watch;
    private @Nullable Thread committer;
    private @Nullable Thread linker;

    Intake(Inbox inbox, FlushWriter writer, InboxSettings settings, TrafficSettings kept, KnownNames names,
            RecentRefusals refusals, InstantSource clock, MeterRegistry meters) {
        this.names = names;
        BlockingQueue<List<Arrival>> arrivals = new LinkedBlockingQueue<>();
        this.deadlines = new Deadlines(settings.commitTimeout());
        this.clock = clock;
        this.refusals = refusals;
        this.refused = meters.counter("polis.map.spans.refused");
        this.backlog = new Backlog(settings.capacity());
        this.commits = new GroupCommit(inbox, epoch, arrivals, clock);
        this.linking = new Linking(inbox, writer, epoch, commits, arrivals, backlog, names, settings, kept, clock,
                meters.counter("polis.map.linking.failures"));
        meters.gauge("polis.map.spans.held", backlog, Backlog::size);
        meters.gauge("polis.map.spans.capacity", settings, InboxSettings::capacity);
    }

    /**
     * Spares whoever has spans the work of decoding them while there is no room anyway.
     *
     * @throws InboxFullException if there is none now
     */
    public void ensureRoom() {
        if (backlog.isFull()) {
            throw full();
        }
    }

    private InboxFullException full() {
        refused.increment();
        refusals.add(
                "Spans are refused at times, and what they told is missing: more come than are counted and written. Give the map more heap, or its database more room to work.");
        return new InboxFullException(backlog.capacity());
    }

    /**
     * Returns once the spans are durable.
     *
     * @throws InboxFullException if there is no room for them now
     * @throws NamesFullException if there is no room for a name in them
     * @throws InboxUnavailableException if they cannot be kept now; then they are not counted
     */
    public void accept(List<Span> spans) {
        if (spans.isEmpty()) {
            return;
        }
        if (!isOpen()) {
            throw new InboxUnavailableException("The inbox is not open.", null);
        }
        names.admit(spans);
        if (!backlog.reserve(spans.size())) {
            throw full();
        }
        var arrival = new Arrival(new Batch(UUID.randomUUID(), clock.instant()), spans);
        CompletableFuture<Void> durable = commits.submit(arrival);
        deadlines.add(durable);
        try {
            durable.get();
        } catch (ExecutionException e) {
            backlog.release(spans.size());
            throw new InboxUnavailableException(e.getCause() instanceof TimeoutException
                    ? "The database takes too long to keep spans."
                    : "The database does not take spans.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(durable, spans.size(), e);
        }
    }

    /** Unless they became durable in this very moment. */
    private void giveUp(CompletableFuture<Void> durable, int spans, Exception cause) {
        var refusal = new InboxUnavailableException("The request was interrupted.", cause);
        if (durable.completeExceptionally(refusal) || durable.isCompletedExceptionally()) {
            backlog.release(spans);
            throw refusal;
        }
    }

    /** Returns whether spans are accepted as far as there is room for them. */
    boolean isOpen() {
        return epoch.isOurs();
    }

    @Override
    public void start() {
        watch = Thread.ofPlatform().name("commit-deadlines").daemon().start(deadlines);
        committer = Thread.ofPlatform().name("group-commit").start(commits);
        linker = Thread.ofPlatform().name("linking").start(linking);
    }

    @Override
    public void stop() {
        boolean committed = stopped(committer);
        boolean ended = stopped(linker) && committed;
        stopped(watch);
        watch = null;
        committer = null;
        linker = null;
        if (ended && epoch.isOurs()) {
            try {
                linking.flush();
            } catch (RuntimeException e) {
                log.info("What is not written yet waits in the inbox: {}", e.getMessage());
            }
        }
        epoch.end();
    }

    @Override
    public boolean isRunning() {
        return linker != null;
    }

    private static boolean stopped(@Nullable Thread thread) {
        if (thread == null) {
            return true;
        }
        thread.interrupt();
        try {
            return thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
