package polis.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What names stood for when they were last looked up. Each name is looked up once at a time, on few threads; nobody
 * waits longer than the deadline, and while the name servers are silent what a name stood for goes on to count.
 */
final class Lookups implements AutoCloseable {

    private static final int MOST_NAMES = 20_000;
    private static final int MOST_WAITING = 1_000;
    /** While a name cannot be looked up it stands for what it stood for, so long: silence is no word. */
    private static final long STALE = Duration.ofMinutes(5).toNanos();

    private final NameService names;
    private final long ttl;
    private final Duration deadline;
    private final LongSupplier nanos;
    private final ExecutorService threads;
    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_NAMES;
        }
    };
    private final Map<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    Lookups(NameService names, AddressSettings settings, LongSupplier nanos) {
        this.names = names;
        this.ttl = settings.lookupTtl().toNanos();
        this.deadline = settings.lookupTimeout();
        this.nanos = nanos;
        // Threads of the platform: the lookup is native code that would hold a virtual thread's carrier.
        var pool = new ThreadPoolExecutor(settings.lookups(), settings.lookups(), 10, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING), Thread.ofPlatform().daemon().name("host-names-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /**
     * What was found last.
     *
     * @param triedAt when a name server was last asked
     * @param silentSince when it was first asked after it gave these, null if it was not: what nobody asks for grows
     *                    old without a word against it
     */
    private record Known(List<InetAddress> addresses, long triedAt, @Nullable Long silentSince) {}

    /** What is known without waiting; empty when nothing is. What is old, or missing, is looked up meanwhile. */
    List<InetAddress> known(String name) {
        Known last = last(name);
        if (last == null || nanos.getAsLong() - last.triedAt() >= ttl) {
            CompletableFuture<List<InetAddress>> begun = begin(name);
            // Names of the hosts file are there at once.
            return begun.isDone() && !begun.isCompletedExceptionally() ? begun.join() : usable(last);
        }
        return usable(last);
    }

    /** What it stands for now, or stood for lately; empty when nothing is known within the deadline. */
    List<InetAddress> wait(String name, Duration most) throws InterruptedException {
        Known last = last(name);
        if (last != null && nanos.getAsLong() - last.triedAt() < ttl) {
            return usable(last);
        }
        try {
            return begin(name).get(most.compareTo(deadline) < 0 ? most.toNanos() : deadline.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return usable(last);
        }
    }

    private CompletableFuture<List<InetAddress>> begin(String name) {
        var mine = new CompletableFuture<List<InetAddress>>();
        CompletableFuture<List<InetAddress>> others = underWay.putIfAbsent(name, mine);
        if (others != null) {
            return others;
        }
        synchronized (known) {
            known.computeIfPresent(name,
                    (_, last) -> last.silentSince() == null
                            ? new Known(last.addresses(), last.triedAt(), nanos.getAsLong())
                            : last);
        }
        try {
            threads.execute(() -> lookUp(name, mine));
        } catch (RejectedExecutionException full) {
            underWay.remove(name, mine);
            mine.completeExceptionally(full);
        }
        return mine;
    }

    private void lookUp(String name, CompletableFuture<List<InetAddress>> asked) {
        List<InetAddress> found = List.of();
        try {
            found = List.copyOf(names.lookUp(name));
        } catch (UnknownHostException | RuntimeException unknown) {
            // A name that is not known and a name server that is away look alike: both are tried again after a while.
        }
        long now = nanos.getAsLong();
        Known entered;
        synchronized (known) {
            Known before = known.get(name);
            entered = found.isEmpty() && before != null
                    ? new Known(before.addresses(), now, before.silentSince())
                    : new Known(found, now, null);
            known.put(name, entered);
        }
        underWay.remove(name, asked);
        asked.complete(usable(entered));
    }

    private @Nullable Known last(String name) {
        synchronized (known) {
            return known.get(name);
        }
    }

    private List<InetAddress> usable(@Nullable Known last) {
        if (last == null || (last.silentSince() != null && nanos.getAsLong() - last.silentSince() >= STALE)) {
            return List.of();
        }
        return last.addresses();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
