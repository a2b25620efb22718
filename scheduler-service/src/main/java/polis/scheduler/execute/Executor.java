package polis.scheduler.execute;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.RunningProcess;
import polis.scheduler.cluster.State;
import polis.scheduler.reconcile.Command;

/** Carries out commands: records at once what is only written down, and hands on what reaches outwards. */
@Component
public class Executor {

    private final OperationRecorder operations;
    private final InstanceRecorder recorder;
    private final TransactionOperations transaction;
    private final Dispatcher dispatcher;
    private final Instances instances;
    private final Driver driver;

    Executor(OperationRecorder operations, InstanceRecorder recorder, TransactionOperations transaction,
            Dispatcher dispatcher, Instances instances, Driver driver) {
        this.operations = operations;
        this.recorder = recorder;
        this.transaction = transaction;
        this.dispatcher = dispatcher;
        this.instances = instances;
        this.driver = driver;
    }

    /**
     * Takes over what another scheduler, or this one in an earlier life, left running: before anything is decided.
     */
    public void takeOver() {
        Map<String, Optional<RunningProcess>> known = new HashMap<>();
        instances.living().forEach(instance -> known.put(instance.id(), Optional.ofNullable(instance.process())));
        driver.adopt(known);
        dispatcher.begin();
    }

    /** Leaves what reaches outwards to another scheduler: what is under way ends, and nothing else begins. */
    public void rest() {
        dispatcher.rest();
    }

    /** Calls back soon after a process has ended, or a command that reaches outwards was done. */
    public void onChange(Runnable listener) {
        driver.onExit(listener);
        dispatcher.onDone(listener);
    }

    /** Returns whether something was written down that there is more to decide on. */
    public boolean execute(Command command, State state, Instant now) {
        return switch (command) {
            case Command.Recorded recorded -> !launching(recorded) && record(recorded, state, now);
            case Command.Outward outward -> {
                dispatcher.dispatch(outward, state);
                yield false;
            }
        };
    }

    private boolean record(Command.Recorded command, State state, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> switch (command) {
            case Command.Recorded.OfOperation operation -> operations.record(operation, state, now);
            case Command.Recorded.OfInstance instance -> recorder.record(instance, state, now);
        }));
    }

    /** The instance's process is being started: nothing is decided about its end until that is written down. */
    private boolean launching(Command.Recorded command) {
        return switch (command) {
            case Command.Stop(String instance, _) -> dispatcher.launching(instance);
            case Command.RecordExit(String instance, _) -> dispatcher.launching(instance);
            case Command.MarkForReplacement(String instance, _) -> dispatcher.launching(instance);
            case Command.Recorded.OfOperation _,Command.Provision _,Command.AwaitRoom _,Command.Healthy _,Command.Serve _,Command.Withdraw _,Command.Kill _ ->
                false;
        };
    }

    /** How often in a row the registry refused what it was told of a service. */
    public Map<String, Integer> refusals() {
        return dispatcher.refusals();
    }
}
