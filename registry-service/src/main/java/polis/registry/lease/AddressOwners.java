package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import java.util.HashMap;
import java.util.Map;

/** The instance that registered last at each address: two processes do not listen at one port. */
public final class AddressOwners {

    private final Map<Address, Owner> byAddress = new HashMap<>();

    private record Address(String host, int port) {

        static Address of(InstanceInfo info) {
            return new Address(String.valueOf(info.getIPAddr()), info.getPort());
        }
    }

    private record Owner(LeaseKey key, long since) {}

    void add(LeaseKey key, InstanceInfo info) {
        if (info.getLeaseInfo() != null) {
            byAddress.merge(Address.of(info), new Owner(key, info.getLeaseInfo().getRegistrationTimestamp()),
                    (one, other) -> one.since() >= other.since() ? one : other);
        }
    }

    /** Returns who registered at the address of a lapsed lease after its last renewal; empty where nobody did. */
    public String successorOf(LapsedLease lapse) {
        Owner owner = byAddress.get(Address.of(lapse.info()));
        return owner == null || owner.since() <= lapse.renewedAt() ? "" : owner.key().id() + " of " + owner.key().app();
    }
}
