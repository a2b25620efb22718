package polis.dependencymap.inbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

// ADR 62
/**
 * Makes what many requests sent durable by one commit: while one commit is under way the next group gathers. Its room
 * is bounded by who reserves it in the {@link Backlog}.
 */
final class GroupCommit implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int LARGEST_GROUP = 256;
    private static final int MOST_SPANS = 50_000;
    /** A commit that failed to answer may still happen: for so long its rows are looked for and removed. */
    private static final Duration DOUBT = Duration.ofMinutes(1);

    record Ticket(Arrival arrival, CompletableFuture<Void> durable) {}

    private final Inbox inbox;
    private final Epoch epoch;
    private final Queue<List<Arrival>> linking;
    private final InstantSource clock;
    private final BlockingQueue<Ticket> waiting = new LinkedBlockingQueue<>();
    private final Map<UUID, Long> doubtful = new ConcurrentHashMap<>();

    GroupCommit(Inbox inbox, Epoch epoch, Queue<List<Arrival>> linking, InstantSource clock) {
        this.inbox = inbox;
        this.epoch = epoch;
        this.linking = linking;
        this.clock = clock;
    }

    /** Completes when the spans are safe, exceptionally when they are not. */
    CompletableFuture<Void> submit(Arrival arrival) {
        var ticket = new Ticket(arrival, new CompletableFuture<>());
        waiting.add(ticket);
        return ticket.durable();
    }

    @Override
    public void run() {
        try {
            while (true) {
                commit(nextGroup());
            }
        } catch (InterruptedException e) {
            waiting.forEach(ticket -> ticket.durable()
                    .completeExceptionally(new InboxUnavailableException("shutting down", e)));
        }
    }

    private List<Ticket> nextGroup() throws InterruptedException {
        List<Ticket> group = new ArrayList<>();
        int spans = 0;
        Ticket next = waiting.take();
        while (next != null) {
            // Who gave up waiting was told that nothing was accepted.
            if (!next.durable().isDone()) {
                group.add(next);
                spans += next.arrival().spans().size();
            }
            next = group.size() < LARGEST_GROUP && spans < MOST_SPANS ? waiting.poll() : null;
        }
        return group;
    }

    private void commit(List<Ticket> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            inbox.add(epoch.current(), group.stream().map(Ticket::arrival).toList());
        } catch (RuntimeException e) {
            long until = clock.millis() + DOUBT.toMillis();
            group.forEach(ticket -> doubtful.put(ticket.arrival().batch().id(), until));
            log.warn("Spans of {} requests could not be kept: {}", group.size(), e.getMessage());
            group.forEach(ticket -> ticket.durable()
                    .completeExceptionally(new InboxUnavailableException("The database is away.", e)));
            return;
        }
        List<Arrival> durable = new ArrayList<>(group.size());
        for (Ticket ticket : group) {
            if (ticket.durable().complete(null)) {
                durable.add(ticket.arrival());
            } else {
                // Its request gave up in the very moment of the commit.
                doubtful.put(ticket.arrival().batch().id(), clock.millis());
            }
        }
        // At once, for each addition may wake the linker.
        linking.add(durable);
    }

    /** Removes rows whose senders were told that they are not kept. */
    void resolveDoubts() {
        if (!doubtful.isEmpty()) {
            long now = clock.millis();
            Map<UUID, Long> copy = Map.copyOf(doubtful);
            inbox.remove(copy.keySet());
            copy.forEach((id, until) -> {
                if (until <= now) {
                    doubtful.remove(id);
                }
            });
        }
    }
}
