package polis.scheduler.control;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import polis.scheduler.reconcile.Command;

/** Does the commands that only change what is written down, and those that end processes; each in one transaction. */
@Component
class StateCommands {

    private final OperationCommands operations;

    private final InstanceCommands instances;

    private final TransactionTemplate transaction;

    StateCommands(OperationCommands operations, InstanceCommands instances, TransactionTemplate transaction) {
        this.operations = operations;
        this.instances = instances;
        this.transaction = transaction;
    }

    void run(Command command, Picture picture, Instant now) {
        transaction.executeWithoutResult(status -> {
            if (!operations.apply(command, picture, now) && !instances.apply(command, picture, now)) {
                throw new IllegalArgumentException("Nobody does " + command);
            }
        });
    }
}
