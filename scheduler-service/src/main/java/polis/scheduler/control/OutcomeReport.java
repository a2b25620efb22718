package polis.scheduler.control;

import org.springframework.stereotype.Component;
import polis.scheduler.cluster.Operation.Status;
import polis.scheduler.desired.Versionset;
import polis.scheduler.operation.Operations;
import polis.scheduler.operation.RecordedOperation;

/** Tells versionset-service how revisions ended, in order, until it has heard it. */
@Component
class OutcomeReport {

    private final Operations operations;
    private final Versionset versionset;

    OutcomeReport(Operations operations, Versionset versionset) {
        this.operations = operations;
        this.versionset = versionset;
    }

    void run() {
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
