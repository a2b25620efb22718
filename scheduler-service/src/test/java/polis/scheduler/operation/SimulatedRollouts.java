package polis.scheduler.operation;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.springframework.transaction.support.TransactionOperations;
import polis.scheduler.cluster.Operations;
import polis.scheduler.cluster.Revisions;
import polis.scheduler.cluster.Steps;
import polis.scheduler.cluster.Versionset;

/** Makes rollouts without Spring, of the revision that is current at a simulated versionset-service. */
public final class SimulatedRollouts {

    private record Current(LongSupplier revision) implements Versionset {

        @Override
        public OptionalLong current() {
            return OptionalLong.of(revision.getAsLong());
        }

        @Override
        public boolean report(long number, boolean healthy, String reason) {
            return true;
        }
    }

    private SimulatedRollouts() {}

    public static Rollouts of(Operations operations, Steps steps, Revisions revisions, LongSupplier current,
            Map<String, Set<String>> callees) {
        return new Rollouts(operations, steps, revisions, new Current(current), services -> callees,
                TransactionOperations.withoutTransaction());
    }
}
