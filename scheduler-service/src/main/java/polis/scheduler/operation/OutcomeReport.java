package polis.scheduler.operation;

import org.springframework.stereotype.Component;
import polis.scheduler.cluster.Operation.Status;
import polis.scheduler.cluster.Versionset;

/** Tells versionset-service how revisions ended, in order, until it has heard it. */
@Component
public class OutcomeReport {

    private final OperationRows operations;
    private final Versionset versionset;

    OutcomeReport(OperationRows operations, Versionset versionset) {
        this.operations = operations;
        this.versionset = versionset;
    }

    public void run() {
        for (RecordedOperation recorded : operations.unreported()) {
            String reason = recorded.operation().reason();
            if (!versionset.report(recorded.operation().revision(), recorded.status() == Status.SUCCEEDED,
                    reason == null ? "every service serves" : reason)) {
                return;
            }
            operations.reported(recorded.operation().seq());
        }
    }
}
