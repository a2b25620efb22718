package polis.scheduler.control;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

import polis.scheduler.workload.Instance;
import polis.scheduler.workload.ListenAddress;

/** What instances find in their environment. */
@Component
class WorkloadEnvironment {

    private static final String PREFIX = "POLIS_SCHEDULER_WORKLOAD_ENVIRONMENT_";

    private final Map<String, String> everywhere = new HashMap<>();

    private final ListenAddress address;

    WorkloadEnvironment(ConfigurableEnvironment environment, ListenAddress address) {
        this.address = address;
        Binder.get(environment)
                .bind("polis.scheduler.workload.environment", Bindable.mapOf(String.class, String.class))
                .ifBound(everywhere::putAll);
        // Read as they are: binding would turn the names of variables into lower case.
        if (environment instanceof StandardEnvironment standard) {
            everywhere.keySet()
                    .removeIf(name -> name.indexOf('.') >= 0 || name.equals(name.toLowerCase(java.util.Locale.ROOT)));
            standard.getSystemEnvironment().forEach((name, value) -> {
                if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
                    everywhere.put(name.substring(PREFIX.length()), String.valueOf(value));
                }
            });
        }
    }

    /** What the operator gives to all, then what the manifest says, then what makes it this instance. */
    Map<String, String> of(Instance instance) {
        Map<String, String> environment = new HashMap<>(address.registered());
        environment.putAll(everywhere);
        environment.put("SPRING_APPLICATION_NAME", instance.service());
        environment.putAll(instance.spec().environment());
        environment.putAll(address.listening());
        environment.put("SERVER_PORT", String.valueOf(instance.port()));
        environment.put("EUREKA_INSTANCE_INSTANCE_ID", instance.id());
        environment.put("EUREKA_INSTANCE_METADATA_MAP_VERSION", instance.version());
        environment.put("POLIS_INSTANCE_ID", instance.id());
        environment.put("POLIS_VERSION", instance.version());
        return environment;
    }
}
