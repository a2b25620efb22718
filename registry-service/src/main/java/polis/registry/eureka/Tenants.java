package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import java.util.HashMap;
import java.util.Map;

/** Who registered last at each address. Two processes do not listen at one port. */
public final class Tenants {

    private final Map<Address, Tenant> byAddress = new HashMap<>();

    private record Address(String host, int port) {

        static Address of(InstanceInfo info) {
            return new Address(String.valueOf(info.getIPAddr()), info.getPort());
        }
    }

    private record Tenant(LeaseKey key, long since) {}

    void add(LeaseKey key, InstanceInfo info) {
        if (info.getLeaseInfo() != null) {
            byAddress.merge(Address.of(info), new Tenant(key, info.getLeaseInfo().getRegistrationTimestamp()),
                    (one, other) -> one.since() >= other.since() ? one : other);
        }
    }

    /** Who registered at the address of a lapsed lease after that was heard last; empty where nobody did. */
    public String successorOf(Lapse lapse) {
        Tenant tenant = byAddress.get(Address.of(lapse.info()));
        return tenant == null || tenant.since() <= lapse.renewedAt()
                ? ""
                : tenant.key().id() + " of " + tenant.key().app();
    }
}
