package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import java.time.Duration;
import java.time.InstantSource;

/** A registry of leases without a server around it. */
public final class HeldLeases {

    private final Leases leases = new Leases();
    private final LeaseBook book;
    private final LeaseRegistry registry;

    public HeldLeases(InstantSource clock) {
        book = new LeaseBook(leases,
                new LeaseChanges(new EurekaSettings("eureka", "secret", 100, Duration.ofSeconds(1)), Bounds.ROOMY),
                clock);
        registry = new LeaseRegistry(book);
    }

    public LeaseRegistry registry() {
        return registry;
    }

    public void register(String id, int seconds) {
        registry.register(LeaseRegistryTests.info(id, seconds, 1), Source.CLIENT);
    }

    /** At another address than all others. */
    public void register(String id, int seconds, int port) {
        InstanceInfo info = LeaseRegistryTests.info(id, seconds, 1);
        registry.register(new InstanceInfo.Builder(info).setPort(port).build(), Source.CLIENT);
    }

    /** As one that was written before a restart. */
    public void restore(String id, int seconds) {
        new PeerLeases(book).restore(LeaseRegistryTests.info(id, seconds, 1), null);
    }

    /** Returns whether it is known. */
    public boolean renew(String id) {
        return registry.renew("CART", id, 0, Source.CLIENT) == LeaseRegistry.Renewal.RENEWED;
    }

    /** Null where it does not live. */
    public LiveLease find(String id) {
        return leases.find("CART", id);
    }

    public int size() {
        return leases.size();
    }

    static void expireAll(LeaseRegistry registry) {
        registry.lapsed().forEach(lapse -> registry.expire(lapse, "it is gone."));
    }
}
