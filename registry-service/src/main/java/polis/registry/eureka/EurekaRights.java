package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.registry.credential.CredentialBook;
import polis.registry.name.ServiceName;

/**
 * What each caller may do. A service's credential is for its own instances; the shared password for names that nobody
 * has reserved. Everybody may read.
 */
@Component
class EurekaRights {

    private final CredentialBook credentials;
    private final Leases leases;
    private final Announcements announcements;
    private final boolean announcedOnly;

    EurekaRights(CredentialBook credentials, Leases leases, Announcements announcements, EurekaAccess access) {
        this.credentials = credentials;
        this.leases = leases;
        this.announcements = announcements;
        this.announcedOnly = access.announcedOnly();
    }

    /** Whoever calls by a VIP gets what is registered under it, so that a VIP is a name like the application's. */
    void register(EurekaCaller caller, String app, InstanceInfo sent) {
        change(caller, app);
        String own = ServiceName.of(app);
        vips(sent).filter(vip -> !vip.equals(own)).filter(vip -> taken(caller, vip)).findFirst().ifPresent(vip -> {
            throw new BadCall(403, "The VIP address names the service " + vip + ", which is another one's.");
        });
        if (announcedOnly && !(caller instanceof EurekaCaller.Node) && leases.get(app, sent.getId()) == null
                && !announced(own, sent.getId())) {
            throw new BadCall(403, sent.getId() + " of " + app + " was not announced, and only announced instances may"
                    + " register here (polis.registry.eureka.announced-only).");
        }
    }

    /** To end it, to put a status over its own, to add to its metadata. */
    void change(EurekaCaller caller, String app) {
        String service = ServiceName.of(app);
        switch (caller) {
            case EurekaCaller.Node _ -> {
            }
            case EurekaCaller.Shared _ -> {
                if (service != null && credentials.reserved(service)) {
                    throw new BadCall(403, "The name " + service + " is reserved: only a credential of its own may"
                            + " register it. POST /api/v1/services/" + service + "/credentials makes one.");
                }
            }
            case EurekaCaller.OfService(String own) -> owns(own, service, app);
        }
    }

    /**
     * Renewing takes nothing from anybody: whoever registered with the shared password before the name was reserved
     * lives on until it has its credential.
     */
    void renew(EurekaCaller caller, String app) {
        if (caller instanceof EurekaCaller.OfService(String own)) {
            owns(own, ServiceName.of(app), app);
        }
    }

    private static void owns(String own, @Nullable String service, String app) {
        if (!own.equals(service)) {
            throw new BadCall(403, "This is a credential of the service " + own + ": it is not for " + app + ".");
        }
    }

    private boolean taken(EurekaCaller caller, String vip) {
        return switch (caller) {
            case EurekaCaller.Node _ -> false;
            case EurekaCaller.Shared _ -> credentials.reserved(vip);
            case EurekaCaller.OfService _ ->
                credentials.reserved(vip) || !leases.of(vip.toUpperCase(Locale.ROOT)).isEmpty();
        };
    }

    private static Stream<String> vips(InstanceInfo sent) {
        return Stream.of(sent.getVIPAddress(), sent.getSecureVipAddress()).filter(Objects::nonNull)
                .flatMap(vips -> Stream.of(vips.split(",", -1))).map(String::strip).map(EurekaRights::host)
                .map(ServiceName::of).filter(Objects::nonNull).distinct();
    }

    /** A VIP may have a port: {@code cart:8080}. */
    private static String host(String vip) {
        int colon = vip.indexOf(':');
        return colon < 0 ? vip : vip.substring(0, colon);
    }

    private boolean announced(@Nullable String service, String id) {
        try {
            return service != null && announcements.has(service, id);
        } catch (DataAccessException | TransactionException e) {
            throw new BadCall(503, "Whether this instance was announced cannot be read now: try again.",
                    Map.of("Retry-After", "5"));
        }
    }
}
