package polis.scheduler.reconcile;

import org.jspecify.annotations.Nullable;
import polis.scheduler.reconcile.Rollout.Direction;

/** One thing to do next. Doing it twice does no harm. */
public sealed interface Command {

    /** Begin a service's turn in the rollout. */
    record BeginTurn(String service) implements Command {}

    /** Write down a new instance of the service. */
    record Provision(String service, Goal goal) implements Command {}

    /** Note that there is no room for a new instance at present. */
    record AwaitRoom(String service, long needed, long free) implements Command {}

    /** Start the process of an instance that is written down. */
    record Launch(String instance) implements Command {}

    /** Note that the instance is healthy. */
    record Healthy(String instance) implements Command {}

    /** Note that the instance is registered, so that it serves. */
    record Serve(String instance) implements Command {}

    /** Tell the registry of the instance that is going to be. */
    record Announce(String instance) implements Command {}

    /** Tell the registry of the instance's new state. */
    record ReportInstance(String instance, Lifecycle to) implements Command {}

    /** Give the instance its share of the gateway's traffic. */
    record OpenTraffic(String instance) implements Command {}

    /** The instance is to be replaced. */
    record Condemn(String instance, String reason) implements Command {}

    /** Begin to take a serving instance away. */
    record Withdraw(String instance, String reason) implements Command {}

    /** Take the gateway's traffic from the instance, and see how many requests it still has. */
    record PullTraffic(String instance) implements Command {}

    /** Have the registry's callers forget the instance. */
    record Deregister(String instance) implements Command {}

    /** Ask the instance to end. */
    record Stop(String instance, String reason) implements Command {}

    /** End an instance that did not end when asked. */
    record Kill(String instance) implements Command {}

    /** Note that the process of the instance is no more. */
    record Bury(String instance, boolean failed) implements Command {}

    /** Tell the registry of the service's new state. */
    record ReportService(String service, Lifecycle to) implements Command {}

    /** Open an operation that heals the service. */
    record Heal(String service, String reason) implements Command {}

    /** The service is as it is wanted again. */
    record Healed(String service) implements Command {}

    /** The rollout cannot succeed because of this service. */
    record Abandon(String service, @Nullable String instance, String reason) implements Command {}

    /** The rollout has arrived where it was going. */
    record Complete(Direction direction) implements Command {}

    /** The way back is barred too. */
    record GiveUp(String service, @Nullable String instance, String reason) implements Command {}
}
