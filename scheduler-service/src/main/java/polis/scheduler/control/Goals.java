package polis.scheduler.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.scheduler.manifest.ServiceSpec;
import polis.scheduler.reconcile.Goal;

/** A manifest's services as the reconciler's goals. */
final class Goals {

    private Goals() {}

    static Goal of(ServiceSpec spec) {
        return new Goal(spec.name(), spec.version(), spec.digest(), spec.external(), spec.instances(), spec.routed(),
                spec.memoryBytes(), spec.health().deadline());
    }

    @Nullable
    static Goal in(Map<String, ServiceSpec> services, String name) {
        ServiceSpec spec = services.get(name);
        return spec == null ? null : of(spec);
    }
}
