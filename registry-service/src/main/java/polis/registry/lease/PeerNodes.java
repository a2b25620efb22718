package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;

/** The other nodes of the registry, which are told of changes. No method waits. */
public interface PeerNodes {

    /** What a single node has. */
    PeerNodes NONE = new PeerNodes() {};

    /** The name of this node; empty when it is alone. */
    default String self() {
        return "";
    }

    /** A registration came here, or changed here. */
    default void registered(InstanceInfo info) {}

    /**
     * A lease ended here.
     *
     * @param expired nobody renewed it here: whoever has heard of it since keeps it
     */
    default void ended(InstanceInfo info, boolean expired) {}

    /** A status was put over the client's own. */
    default void overridden(InstanceInfo info, InstanceStatus status) {}

    /** The client's own status counts again. */
    default void overrideRemoved(InstanceInfo info) {}

    /**
     * Returns whether a lease whose clock ran out may end here. It may not while the node it is kept with still looks
     * after it.
     */
    default boolean mayEnd(String node) {
        return true;
    }
}
