package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.discovery.shared.Applications;
import com.netflix.eureka.cluster.protocol.ReplicationInstance;
import com.netflix.eureka.cluster.protocol.ReplicationInstanceResponse;
import com.netflix.eureka.cluster.protocol.ReplicationList;
import com.netflix.eureka.cluster.protocol.ReplicationListResponse;
import com.netflix.eureka.registry.PeerAwareInstanceRegistryImpl.Action;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.registry.lease.Weight;

/** What nodes send to each other, as stock servers send it. */
public final class PeerMessages {

    /** Set on everything that a node passes on. */
    public static final String REPLICATION = EurekaExchange.REPLICATION;

    /** Which node that is. */
    public static final String NODE = EurekaExchange.NODE;

    private PeerMessages() {}

    /**
     * One change of a lease.
     *
     * @param status the status that an override sets or a removal brings back
     */
    public static ReplicationInstance change(Action action, InstanceInfo info, @Nullable String status) {
        String override = info.getOverriddenStatus() == null ? null : info.getOverriddenStatus().name();
        return new ReplicationInstance(info.getAppName(), info.getId(), info.getLastDirtyTimestamp(), override,
                status == null ? info.getStatus().name() : status, action == Action.Register ? info : null, action);
    }

    /** The end of a lease that nobody renewed, which a node that knows better refuses. */
    public static ReplicationInstance expired(InstanceInfo info) {
        return change(Action.Cancel, info, BatchResource.EXPIRED);
    }

    /** What the change takes of the heap, in bytes. */
    public static long weight(ReplicationInstance change) {
        return change.getInstanceInfo() == null ? 0 : Weight.of(change.getInstanceInfo());
    }

    /** A batch as text. */
    public static byte[] batch(List<ReplicationInstance> changes) {
        return Format.JSON.write(new ReplicationList(changes));
    }

    /** What was answered to a batch, one answer for each change. */
    public static List<ReplicationInstanceResponse> answers(InputStream in) throws IOException {
        return Format.JSON.read(in, ReplicationListResponse.class).getResponseList();
    }

    /** All that a node holds. */
    public static Applications applications(InputStream in) throws IOException {
        return Format.JSON.read(in, Applications.class);
    }
}
