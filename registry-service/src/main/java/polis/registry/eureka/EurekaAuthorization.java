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
import polis.registry.credential.CredentialCache;
import polis.registry.instance.LeasedInstances;
import polis.registry.lease.Leases;
import polis.registry.name.ServiceName;

/**
 * Decides what each caller may do. A service's credential is for its own instances, the shared password for names that
 * nobody has reserved. Everybody may read.
 */
@Component
class EurekaAuthorization {

    private final CredentialCache credentials;
    private final Leases leases;
    private final LeasedInstances instances;
    private final boolean announcedOnly;

    EurekaAuthorization(CredentialCache credentials, Leases leases, LeasedInstances instances,
            EurekaSettings settings) {
        this.credentials = credentials;
        this.leases = leases;
        this.instances = instances;
        this.announcedOnly = settings.announcedOnly();
    }

    /** Checks a registration. Callers choose by VIP, so a VIP is a name like the application's. */
    void register(EurekaPrincipal caller, String app, InstanceInfo sent) {
        change(caller, app);
        String own = ServiceName.of(app);
        vips(sent).filter(vip -> !vip.equals(own)).filter(vip -> taken(caller, vip)).findFirst().ifPresent(vip -> {
            throw new EurekaException(403, "The VIP address names the service " + vip
                    + ", which belongs to another credential. Register under a VIP address of your own service.");
        });
        if (announcedOnly && !(caller instanceof EurekaPrincipal.Node) && leases.get(app, sent.getId()) == null
                && !announced(own, sent.getId())) {
            throw new EurekaException(403, sent.getId() + " of " + app
                    + " was not announced. Only announced instances may"
                    + " register here (polis.registry.eureka.announced-only): a scheduler announces them first.");
        }
    }

    /** Checks a cancel, a status override or an addition to the metadata. */
    void change(EurekaPrincipal caller, String app) {
        String service = ServiceName.of(app);
        switch (caller) {
            case EurekaPrincipal.Node _ -> {
            }
            case EurekaPrincipal.Shared _ -> {
                if (service != null && credentials.reserved(service)) {
                    throw new EurekaException(403, "The name " + service + " is reserved for the credentials of that"
                            + " service. POST /api/v1/services/" + service + "/credentials makes one.");
                }
            }
            case EurekaPrincipal.OfService(String own) -> owns(own, service, app);
        }
    }

    /**
     * Checks a renewal. It takes nothing from anybody: whoever registered with the shared password before the name was
     * reserved may renew until it has its credential.
     */
    void renew(EurekaPrincipal caller, String app) {
        if (caller instanceof EurekaPrincipal.OfService(String own)) {
            owns(own, ServiceName.of(app), app);
        }
    }

    private static void owns(String own, @Nullable String service, String app) {
        if (!own.equals(service)) {
            throw new EurekaException(403,
                    "This credential is for the service " + own + " and cannot change " + app + ".");
        }
    }

    private boolean taken(EurekaPrincipal caller, String vip) {
        return switch (caller) {
            case EurekaPrincipal.Node _ -> false;
            case EurekaPrincipal.Shared _ -> credentials.reserved(vip);
            case EurekaPrincipal.OfService _ ->
                credentials.reserved(vip) || !leases.of(vip.toUpperCase(Locale.ROOT)).isEmpty();
        };
    }

    private static Stream<String> vips(InstanceInfo sent) {
        return Stream.of(sent.getVIPAddress(), sent.getSecureVipAddress()).filter(Objects::nonNull)
                .flatMap(vips -> Stream.of(vips.split(",", -1))).map(String::strip).map(EurekaAuthorization::host)
                .map(ServiceName::of).filter(Objects::nonNull).distinct();
    }

    /** A VIP may have a port: {@code cart:8080}. */
    private static String host(String vip) {
        int colon = vip.indexOf(':');
        return colon < 0 ? vip : vip.substring(0, colon);
    }

    private boolean announced(@Nullable String service, String id) {
        try {
            return service != null && instances.announced(service, id);
        } catch (DataAccessException | TransactionException e) {
            throw new EurekaException(503,
                    "The database cannot be reached to look up whether this instance was announced. Try again.",
                    Map.of("Retry-After", "5"));
        }
    }
}
