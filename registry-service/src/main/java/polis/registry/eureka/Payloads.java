package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.discovery.shared.Application;
import com.netflix.discovery.shared.Applications;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.registry.lease.AppsHash;
import polis.registry.lease.BoundSettings;
import polis.registry.lease.Lease;
import polis.registry.lease.Leases;
import polis.registry.sendfile.ResponseFiles;

// ADR 22
/**
 * What clients fetch, encoded once per version of the leases and not once per request. A large answer that takes long
 * to make is given out for at most as long again after a change, so that a burst of registrations does not keep the
 * node encoding.
 */
@Component
class Payloads {

    /** From here on an answer may linger: what is smaller is made in a few milliseconds. */
    private static final int LARGE = 1 << 18;
    private static final long LONGEST_LINGER = 1_000_000_000;

    /** From here on what is made of so many bytes is made while no other such answer is. */
    private static final long HEAVY = 1L << 20;

    /** Names that were asked for lately; past that all are forgotten and made anew on demand. */
    private static final int MOST_NAMES = 1_000;

    private static final Comparator<Lease> BY_AGE = Comparator.comparingLong((Lease lease) -> lease.terms().startedAt())
            .thenComparing(lease -> lease.key().id());

    private final Leases leases;
    private final InstantSource clock;
    private final ResponseFiles files;
    private final ConcurrentHashMap<Fetch, Slot> slots = new ConcurrentHashMap<>();
    private final ReentrantLock makingHeavy = new ReentrantLock();
    private final long mostKept;

    Payloads(Leases leases, InstantSource clock, ResponseFiles files, BoundSettings bounds) {
        this.mostKept = bounds.bytes();
        this.leases = leases;
        this.clock = clock;
        this.files = files;
    }

    private static final class Slot {

        private final ReentrantLock making = new ReentrantLock();
        private volatile @Nullable Payload payload;
    }

    /** Nothing where no live lease has this name. */
    @Nullable
    Payload get(Fetch fetch) {
        if (fetch.kind() == Fetch.Kind.APP && leases.of(fetch.name()).isEmpty()) {
            return null;
        }
        if (slots.size() > MOST_NAMES && !slots.containsKey(fetch)) {
            slots.clear();
        }
        Slot slot = slots.computeIfAbsent(fetch, key -> new Slot());
        Payload made = slot.payload;
        if (made != null && fresh(fetch, made)) {
            return made;
        }
        slot.making.lock();
        try {
            made = slot.payload;
            if (made == null || !fresh(fetch, made)) {
                made = heavy(fetch) ? makeAlone(fetch, slot) : make(fetch);
                makeRoom(made.gzipped().length);
                slot.payload = made;
            }
            return made;
        } finally {
            slot.making.unlock();
        }
    }

    /** An answer may be as large as what it is made of, however well most of them are compressed. */
    private boolean heavy(Fetch fetch) {
        return (fetch.kind() == Fetch.Kind.APP ? leases.weight(fetch.name()) : leases.weight()) > HEAVY;
    }

    private Payload makeAlone(Fetch fetch, Slot slot) {
        makingHeavy.lock();
        try {
            slot.payload = null;
            return make(fetch);
        } finally {
            makingHeavy.unlock();
        }
    }

    /** All that is kept is let go where it would be too much with so many bytes more. */
    private void makeRoom(long bytes) {
        long kept = bytes;
        for (Slot slot : slots.values()) {
            Payload made = slot.payload;
            kept += made == null ? 0 : made.gzipped().length;
        }
        if (kept > mostKept) {
            slots.values().forEach(slot -> slot.payload = null);
        }
    }

    /** Lets go of what would be made anew for the next who asks, and of plain forms that nobody asks for. */
    void cleanUp() {
        long now = System.nanoTime();
        files.cleanUp(now);
        slots.forEach((fetch, slot) -> {
            Payload made = slot.payload;
            if (made == null) {
                return;
            }
            made.cleanUp(now);
            if (!fresh(fetch, made) && slot.making.tryLock()) {
                try {
                    Payload newest = slot.payload;
                    if (newest != null && !fresh(fetch, newest)) {
                        slot.payload = null;
                    }
                } finally {
                    slot.making.unlock();
                }
            }
        });
    }

    private long version(Fetch fetch) {
        return fetch.kind() == Fetch.Kind.DELTA ? leases.deltaVersion() : leases.version();
    }

    private boolean fresh(Fetch fetch, Payload made) {
        if (made.version() == version(fetch)) {
            return true;
        }
        long linger = made.length() < LARGE ? 0 : Math.min(2 * made.buildNanos(), LONGEST_LINGER);
        return System.nanoTime() - made.builtAt() < linger;
    }

    private Payload make(Fetch fetch) {
        long start = System.nanoTime();
        // Read first: a change that comes while this is made makes it old.
        long version = version(fetch);
        return Payload.of(version, content(fetch, version), fetch.format(), start, files);
    }

    private Object content(Fetch fetch, long version) {
        return switch (fetch.kind()) {
            case ALL -> applications(fetch, version, lease -> true);
            case DELTA -> delta(fetch);
            case APP -> application(fetch);
            case VIP -> applications(fetch, version, named(fetch.name(), InstanceInfo::getVIPAddress));
            case SECURE_VIP -> applications(fetch, version, named(fetch.name(), InstanceInfo::getSecureVipAddress));
        };
    }

    private Applications applications(Fetch fetch, long version, Predicate<Lease> wanted) {
        var apps = new Applications();
        var hash = new AppsHash();
        leases.byApp().forEach(ofApp -> {
            Application app = null;
            for (Lease lease : inOrder(ofApp.values())) {
                if (wanted.test(lease)) {
                    if (app == null) {
                        app = new Application(lease.key().app());
                        // While it is empty: with instances it would be indexed, for nobody.
                        apps.addApplication(app);
                    }
                    app.addInstance(fetch.format().representable(lease.info()));
                    hash.add(lease.info().getStatus(), 1);
                }
            }
        });
        return head(apps, version, hash.toString());
    }

    /** By age: neighbours that look alike, times included, take a fifth less when they are compressed. */
    private static List<Lease> inOrder(Collection<Lease> leases) {
        var sorted = new ArrayList<>(leases);
        sorted.sort(BY_AGE);
        return sorted;
    }

    private Applications delta(Fetch fetch) {
        Leases.Delta delta = leases.delta(clock.millis());
        var apps = new Applications();
        for (InstanceInfo info : delta.changed()) {
            Application app = apps.getRegisteredApplications(info.getAppName());
            if (app == null) {
                app = new Application(info.getAppName());
                apps.addApplication(app);
            }
            app.addInstance(fetch.format().representable(info));
        }
        return head(apps, delta.version(), delta.hash());
    }

    /** The constructor that takes the version would index all instances. */
    @SuppressWarnings("deprecation")
    private static Applications head(Applications apps, long version, String hash) {
        apps.setVersion(version);
        apps.setAppsHashCode(hash);
        return apps;
    }

    private Application application(Fetch fetch) {
        var app = new Application(fetch.name());
        leases.of(fetch.name()).forEach(lease -> app.addInstance(fetch.format().representable(lease.info())));
        return app;
    }

    private static Predicate<Lease> named(String address, Function<InstanceInfo, @Nullable String> addresses) {
        return lease -> {
            String known = addresses.apply(lease.info());
            return known != null && List.of(known.split(",", -1)).contains(address);
        };
    }
}
