package polis.scheduler.workload;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;
import polis.peer.Peers;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.ServiceTarget.ProcessSpec;

/** What instances find in their environment. */
@Component
class WorkloadEnvironment {

    private static final String PREFIX = "POLIS_SCHEDULER_WORKLOAD_ENVIRONMENT_";

    private final Map<String, String> everywhere = new HashMap<>();
    private final ListenAddress address;
    private final String eureka;

    @Autowired
    WorkloadEnvironment(ConfigurableEnvironment environment, ListenAddress address, Peers peers) {
        this(environment, address, peers.registry().resolve("/eureka/").toString());
    }

    /** @param eureka where instances register whom neither operator nor manifest tells another place */
    WorkloadEnvironment(ConfigurableEnvironment environment, ListenAddress address, String eureka) {
        this.address = address;
        this.eureka = eureka;
        Binder.get(environment).bind("polis.scheduler.workload.environment", Bindable.mapOf(String.class, String.class))
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

    /** Its manifest leaves it to the scheduler what it registers with. */
    static boolean needsCredential(Instance instance) {
        return !stated(instance).containsKey(ServiceUrls.VARIABLE);
    }

    private static Map<String, String> stated(Instance instance) {
        ProcessSpec process = instance.target().process();
        return process == null ? Map.of() : process.environment();
    }

    /**
     * What the operator gives to all, then what the manifest says, then what makes it this instance.
     *
     * @param credential what its service registers with; null where the manifest says that itself
     */
    Map<String, String> of(Instance instance, @Nullable Credential credential) {
        Map<String, String> environment = new HashMap<>(address.registered());
        environment.putAll(everywhere);
        environment.put("SPRING_APPLICATION_NAME", instance.service());
        if (credential != null) {
            environment.merge(ServiceUrls.VARIABLE, ServiceUrls.with(credential, eureka),
                    (urls, usual) -> ServiceUrls.with(credential, urls));
        }
        environment.putAll(stated(instance));
        environment.putAll(address.listening());
        environment.put("SERVER_PORT", String.valueOf(instance.endpoint().port()));
        environment.put("EUREKA_INSTANCE_INSTANCE_ID", instance.id());
        environment.put("EUREKA_INSTANCE_METADATA_MAP_VERSION", instance.version());
        environment.put("POLIS_INSTANCE_ID", instance.id());
        environment.put("POLIS_VERSION", instance.version());
        return environment;
    }
}
