package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.registry.lease.LeaseKey;

/** Decides whether an instance may register. What another node admitted is admitted. */
@Component
class Admission {

    private static final Logger log = LoggerFactory.getLogger(Admission.class);
    private static final int REMEMBERED = 1_000;

    private final EurekaAuthorization authorization;
    private final StatedAddresses addresses;
    private final EurekaMetrics metrics;
    /** A client that is refused tries again and again: it is logged once. */
    private final Map<LeaseKey, String> refused = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LeaseKey, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    Admission(EurekaAuthorization authorization, StatedAddresses addresses, EurekaMetrics metrics) {
        this.authorization = authorization;
        this.addresses = addresses;
        this.metrics = metrics;
    }

    void check(EurekaPrincipal caller, String app, InstanceInfo sent) {
        if (caller instanceof EurekaPrincipal.Node) {
            return;
        }
        try {
            authorization.register(caller, app, sent);
            addresses.check(sent);
        } catch (EurekaException refusal) {
            metrics.refused();
            String why = String.valueOf(refusal.getMessage());
            String id = sent.getId().replaceAll("\\p{Cntrl}", "?");
            if (!why.equals(remember(new LeaseKey(app, id), why))) {
                log.warn("{} of {} may not register: {}", id, app.replaceAll("\\p{Cntrl}", "?"), why);
            }
            throw refusal;
        }
    }

    private String remember(LeaseKey key, String why) {
        synchronized (refused) {
            return String.valueOf(refused.put(key, why));
        }
    }
}
