package polis.scheduler.reconcile;

import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.Operation.Direction;
import polis.scheduler.cluster.ServiceTarget;

/**
 * One thing to do next. Doing it twice does no harm. Split by who carries it out; every {@code switch} over it names
 * all commands, so that a new one does not compile until somebody carries it out.
 */
// ADR 88
public sealed interface Command {

    /** Written down at once, in one transaction. */
    sealed interface Recorded extends Command {

        /** What is recorded of an operation. */
        sealed interface OfOperation extends Recorded {}

        /** What is recorded of an instance, and what is asked of its process then. */
        sealed interface OfInstance extends Recorded {}
    }

    /** Reaches out of the scheduler, and may take its time. */
    sealed interface Outward extends Command {

        /** What only one command at a time may be done to. */
        String subject();

        /** Starts a process. */
        sealed interface ToProcess extends Outward {

            String instance();

            @Override
            default String subject() {
                return "process " + instance();
            }
        }

        /** Tells the registry of an instance. */
        sealed interface ToRegistry extends Outward {

            String instance();

            @Override
            default String subject() {
                return "registry " + instance();
            }
        }

        /** Tells the registry of a service. */
        sealed interface ToServices extends Outward {

            String service();

            @Override
            default String subject() {
                return "registry of " + service();
            }
        }

        /** Tells the gateway of an instance. */
        sealed interface ToGateway extends Outward {

            String instance();

            @Override
            default String subject() {
                return "gateway " + instance();
            }
        }
    }

    /** Begin a service's step in the rollout. */
    record BeginStep(String service) implements Recorded.OfOperation {}

    /** Open an operation that heals the service. */
    record Heal(String service, String reason) implements Recorded.OfOperation {}

    /** The service is as desired again. */
    record Healed(String service) implements Recorded.OfOperation {}

    /** The rollout cannot succeed because of this service. */
    record Abandon(String service, @Nullable String instance, String reason) implements Recorded.OfOperation {}

    /** The rollout has arrived where it was going. */
    record Complete(Direction direction) implements Recorded.OfOperation {}

    /** The way back is barred too. */
    record GiveUp(String service, @Nullable String instance, String reason) implements Recorded.OfOperation {}

    /** Write down a new instance of the service on the node. */
    record Provision(String service, ServiceTarget target, String node) implements Recorded.OfInstance {}

    /** Note that there is no room for a new instance at present. */
    record AwaitRoom(String service, long needed, long free) implements Recorded.OfInstance {}

    /** Note that the instance is healthy. */
    record Healthy(String instance) implements Recorded.OfInstance {}

    /** Note that the instance is registered, so that it serves. */
    record Serve(String instance) implements Recorded.OfInstance {}

    /** The instance is to be replaced. */
    record MarkForReplacement(String instance, String reason) implements Recorded.OfInstance {}

    /** Begin to take a serving instance away. */
    record Withdraw(String instance, String reason) implements Recorded.OfInstance {}

    /** Ask the instance to end. */
    record Stop(String instance, String reason) implements Recorded.OfInstance {}

    /** End an instance that did not end when asked. */
    record Kill(String instance) implements Recorded.OfInstance {}

    /** Note that the process of the instance is no more. */
    record RecordExit(String instance, boolean failed) implements Recorded.OfInstance {}

    /** Start the process of an instance that is written down. */
    record Launch(String instance) implements Outward.ToProcess {}

    /** Tell the registry of the instance that is going to be. */
    record Announce(String instance) implements Outward.ToRegistry {}

    /** Tell the registry of the instance's new state. */
    record ReportInstance(String instance, Lifecycle to) implements Outward.ToRegistry {}

    /** Have the registry's callers forget the instance. */
    record Deregister(String instance) implements Outward.ToRegistry {}

    /** Tell the registry of the service's new state. */
    record ReportService(String service, Lifecycle to) implements Outward.ToServices {}

    /** Give the instance its share of the gateway's traffic. */
    record OpenTraffic(String instance) implements Outward.ToGateway {}

    /** Take the gateway's traffic from the instance, and see how many requests it still has. */
    record PullTraffic(String instance) implements Outward.ToGateway {}
}
