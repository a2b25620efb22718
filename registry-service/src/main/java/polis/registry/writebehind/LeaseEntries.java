package polis.registry.writebehind;

import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import polis.registry.instance.LeaseReport;
import polis.registry.instance.LeasedInstances;
import polis.registry.lease.LeaseChange;
import polis.registry.lease.LeaseRegistry;
import polis.registry.lease.Leases;
import polis.registry.lease.Source;

/** Enters leases into the directory. */
@Component
class LeaseEntries {

    private final LeaseReports reports;
    private final LeasedInstances instances;
    private final LeaseRegistry registry;
    private final Leases leases;

    LeaseEntries(LeaseReports reports, LeasedInstances instances, LeaseRegistry registry, Leases leases) {
        this.reports = reports;
        this.instances = instances;
        this.registry = registry;
        this.leases = leases;
    }

    void write(List<LeaseChange> batch) {
        enter(batch.stream().map(reports::of).filter(Objects::nonNull).toList());
    }

    /** All that lives, for a writer that has missed changes. */
    List<LeaseChange> everything() {
        return registry.snapshot();
    }

    /** Ends what is entered as leased but lives no more. */
    void endMissing(int batch) {
        List<LeaseReport> ended = instances.leased().stream().filter(row -> leases.find(row.app(), row.id()) == null)
                .map(row -> reports.ended(row.service(), row.app(), row.id(), registry.node())).toList();
        for (int from = 0; from < ended.size(); from += batch) {
            enter(ended.subList(from, Math.min(ended.size(), from + batch)));
        }
    }

    private void enter(List<LeaseReport> entries) {
        if (entries.isEmpty()) {
            return;
        }
        for (LeaseReport keptOut : instances.apply(entries)) {
            registry.override(keptOut.app(), keptOut.id(), InstanceStatus.OUT_OF_SERVICE, Source.CLIENT);
        }
    }
}
