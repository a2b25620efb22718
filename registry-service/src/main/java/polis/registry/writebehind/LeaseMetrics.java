package polis.registry.writebehind;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;
import polis.registry.lease.LeaseChanges;
import polis.registry.lease.Leases;

@Component
class LeaseMetrics implements MeterBinder {

    private final Leases leases;
    private final LeaseChanges changes;

    LeaseMetrics(Leases leases, LeaseChanges changes) {
        this.leases = leases;
        this.changes = changes;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("polis.registry.leases", leases, Leases::size).description("Live leases.").register(meters);
        Gauge.builder("polis.registry.lease.changes.pending", changes, LeaseChanges::size)
                .description("Leases with changes that are not written yet.").register(meters);
    }
}
