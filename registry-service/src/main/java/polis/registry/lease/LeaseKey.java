package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import java.util.Locale;

/** The same instance id may occur in two applications. Applications are upper case, as Eureka keeps them. */
public record LeaseKey(String app, String id) {

    public LeaseKey {
        app = app.toUpperCase(Locale.ROOT);
    }

    /** Returns the key under which a registration is held. */
    public static LeaseKey of(InstanceInfo info) {
        return new LeaseKey(info.getAppName(), info.getId());
    }
}
