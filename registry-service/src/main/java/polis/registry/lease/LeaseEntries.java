package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import polis.registry.eureka.LeaseChange;
import polis.registry.eureka.LeaseRegistry;
import polis.registry.eureka.Leases;
import polis.registry.instance.LeaseReport;
import polis.registry.instance.LeasedInstances;

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

    /** After changes were forgotten: enters everything that lives and ends what is entered but lives no more. */
    void compare(int batch) {
        List<LeaseReport> ended = instances.leased().stream().filter(row -> leases.find(row.app(), row.id()) == null)
                .map(row -> reports.ended(row.service(), row.app(), row.id())).toList();
        inBatches(ended, batch, this::enter);
        inBatches(registry.snapshot(), batch, this::write);
    }

    private void enter(List<LeaseReport> entries) {
        if (entries.isEmpty()) {
            return;
        }
        for (LeaseReport keptOut : instances.apply(entries)) {
            registry.statusUpdate(keptOut.app(), keptOut.id(), InstanceStatus.OUT_OF_SERVICE, null, false);
        }
    }

    private static <T> void inBatches(List<T> all, int batch, java.util.function.Consumer<List<T>> each) {
        for (int from = 0; from < all.size(); from += batch) {
            each.accept(all.subList(from, Math.min(all.size(), from + batch)));
        }
    }
}
